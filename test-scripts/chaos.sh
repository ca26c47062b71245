#!/bin/sh
# Kills, stops and freezes the river's processes while records flow, and compares the store with an undisturbed run's.
set -eu

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)
project=$(dirname "$here")

echo "Building ..."
log=$project/chaos/target/chaos-build.log
mkdir -p "$project/chaos/target"
(cd "$project" && mvn --batch-mode --quiet --projects chaos --also-make -DskipTests package) >"$log" 2>&1 || {
  echo "The build failed; all that Maven said is in $log" >&2
  exit 1
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
exec "$java" -Xmx768m -DRIVER_LOG_KAFKA=ERROR \
  -cp "$project/chaos/target/classes:$project/chaos/target/lib/*" org.fhirriver.chaos.Main "$@"
