#!/usr/bin/env bash
# Makes the Synthea sample anew: the same people at every run, simulated by Synthea 3.3.0 from Maven Central.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
seed=${SEED:-7}
people=${PEOPLE:-10}
target=${1:-$here}

if [[ ${1:-} == --help || ${1:-} == -h ]]; then
    echo "Usage: $(basename "$0") [folder]"
    echo "Simulates $people people with seed $seed (SEED=… and PEOPLE=… change them) and writes their CSV export,"
    echo "one .csv.gz for each table, to $here or to the given folder."
    echo "Needs a JDK and Maven; fetches 200 MB once."
    exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/pom.xml" <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>org.fhirriver</groupId>
  <artifactId>synthea-sample</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.mitre.synthea</groupId>
      <artifactId>synthea</artifactId>
      <version>3.3.0</version>
    </dependency>
  </dependencies>
</project>
POM
echo "Fetching Synthea 3.3.0 …"
mvn -q -B -f "$work/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib" -DincludeScope=runtime

echo "Simulating $people people with seed $seed …"
# One thread, fixed seeds, a fixed day and UTC: with any of them missing, every run would make other people.
(cd "$work" && java -Xmx2g -Duser.timezone=UTC -cp "lib/*" App \
    -s "$seed" -cs "$seed" -r 20240101 -p "$people" \
    --exporter.baseDirectory="$work/out/" \
    --exporter.csv.export=true \
    --exporter.csv.excluded_files=claims.csv,claims_transactions.csv,patient_expenses.csv,payer_transitions.csv \
    --exporter.fhir.export=false \
    --exporter.hospital.fhir.export=false \
    --exporter.practitioner.fhir.export=false \
    --exporter.years_of_history=0 \
    --generate.thread_pool_size=1 > "$work/synthea.log" 2>&1) || { tail -20 "$work/synthea.log"; exit 1; }

mkdir -p "$target"
rows=$(cat "$work"/out/csv/*.csv | wc -l)
for table in "$work"/out/csv/*.csv; do
    gzip -9 --no-name --stdout "$table" > "$target/$(basename "$table").gz"    # no name, no time: the same bytes
done
echo "Wrote $(ls "$target"/*.csv.gz | wc -l) tables with $rows lines to $target."
echo "Next: ./river up loads them; pipelines/synthea/README.md tells what becomes of them."
