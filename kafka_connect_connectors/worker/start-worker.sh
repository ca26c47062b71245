#!/bin/bash
# Starts the Connect worker of the container.
set -euo pipefail
: "${KAFKA_BOOTSTRAP_SERVERS:?must name the brokers, as kafka:9092}"
properties=$(mktemp)
{
  cat /opt/connect/connect-distributed.properties
  echo
  echo "bootstrap.servers=$KAFKA_BOOTSTRAP_SERVERS"
} > "$properties"
exec /opt/kafka/bin/connect-distributed.sh "$properties"
