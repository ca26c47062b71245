#!/bin/bash
# Starts the Connect worker of the container.
set -euo pipefail
: "${KAFKA_BOOTSTRAP_SERVERS:?must name the brokers, as kafka:9092}"
properties=$(mktemp)
{
  cat /opt/connect/connect-distributed.properties
  echo
  echo "bootstrap.servers=$KAFKA_BOOTSTRAP_SERVERS"
  echo "listeners=http://0.0.0.0:8083"
  echo "plugin.path=/opt/connect/plugins"
} > "$properties"

# The SFTP server's keys become known by the public halves, which lie in a volume that both containers mount.
if [ -n "${SFTP_HOST_KEYS:-}" ]; then
  export SFTP_KNOWN_HOSTS=${SFTP_KNOWN_HOSTS:-/tmp/known_hosts}
  for key in "$SFTP_HOST_KEYS"/ssh_host_*_key.pub; do
    if [ "${SFTP_PORT:-22}" = 22 ]; then host=$SFTP_HOST; else host="[$SFTP_HOST]:$SFTP_PORT"; fi
    [ -r "$key" ] && echo "$host $(cut -d ' ' -f 1,2 "$key")"
  done > "$SFTP_KNOWN_HOSTS"
fi
exec /opt/kafka/bin/connect-distributed.sh "$properties"
