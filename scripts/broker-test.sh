#!/usr/bin/env bash
# Tests examples/bullmq on a Redis of its own: npm run test:broker
# Installs redis-server where it may (Debian, root). Fails where it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v redis-server >/dev/null && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends redis-server
fi
if ! command -v redis-server >/dev/null; then
  echo 'redis-server is missing: install it' >&2
  exit 1
fi

npx vitest run --config test/broker/vitest.config.ts "$@"
