#!/bin/bash
# Run by the postgres container at its first start: a database for each pipelines/<system>/sample, its schema, its rows.
# A CSV file is named as its table; its header names the columns; an empty field is NULL.
set -euo pipefail
shopt -s nullglob

for schema in /pipelines/*/sample/schema.sql; do
  folder=$(dirname "$schema")
  system=$(basename "$(dirname "$folder")")
  # Of other servers' systems there is no sample here.
  grep -qE 'jdbc:(mariadb|mysql):' "$folder/../source.yaml" && continue
  echo "Loading the sample database $system"
  createdb --username "$POSTGRES_USER" "$system"
  sql() { psql --username "$POSTGRES_USER" --dbname "$system" --set ON_ERROR_STOP=1 --quiet --no-psqlrc "$@"; }
  sql --file "$schema"
  for file in "$folder"/*.csv "$folder"/*.csv.gz; do
    case "$file" in
      *.gz) read=(gzip --decompress --stdout "$file"); table=$(basename "$file" .csv.gz) ;;
      *)    read=(cat "$file");                        table=$(basename "$file" .csv) ;;
    esac
    # The first line names the columns: Synthea's in capitals, the schema's in lower case.
    columns=$("${read[@]}" | head -n 1 | tr -d '\r' | tr '[:upper:]' '[:lower:]' | sed 's/[^,]*/"&"/g') || true
    "${read[@]}" | sql --command "\\copy \"$table\" ($columns) from stdin with (format csv, header true)"
    echo "  $table"
  done
done
