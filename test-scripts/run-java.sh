# Sourced by the scripts beside it: runs one Java source file with what the river is made of.

here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)
project=$(dirname "$here")

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

run_java() { # the file's name, its arguments
  source=$1
  shift
  libraries=$project/cli/target/lib
  [ -d "$libraries" ] || fail "FHIR River is not built yet: run $project/river up once, which builds it."
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null || fail "There is no Java: install a JDK 17 or later, or set JAVA_HOME to one."
  exec "$java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlogback.configurationFile=logback-cli.xml \
    -cp "$libraries/*" "$here/java/$source.java" "$@"
}
