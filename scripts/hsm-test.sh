#!/usr/bin/env bash
# Tests the PKCS#11 key provider on SoftHSM 2: npm run test:hsm
# Installs softhsm2 where it may (Debian, root) and compiles pkcs11js (needs python3, make, g++). Fails where either is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

library() {
  local path
  for path in ${SOFTHSM2_LIBRARY:-} /usr/lib/softhsm/libsofthsm2.so /usr/lib/*/softhsm/libsofthsm2.so \
    /usr/lib64/pkcs11/libsofthsm2.so /opt/homebrew/lib/softhsm/libsofthsm2.so /usr/local/lib/softhsm/libsofthsm2.so; do
    if [ -e "$path" ]; then
      echo "$path"
      return
    fi
  done
}

if [ -z "$(library)" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends softhsm2
fi
SOFTHSM2_LIBRARY=$(library)
if [ -z "$SOFTHSM2_LIBRARY" ] || ! command -v softhsm2-util >/dev/null; then
  echo 'SoftHSM 2 is missing: install softhsm2, or say where it is in SOFTHSM2_LIBRARY' >&2
  exit 1
fi
export SOFTHSM2_LIBRARY

npm ci --prefix test/hsm/native
npx tsc -p test/hsm/native/tsconfig.json
npx vitest run --config test/hsm/vitest.config.ts "$@"
