#!/usr/bin/env bash
# Renders labels and reads their symbols back with zbarimg: npm run test:label
# Installs zbar-tools and a font with hanzi where it may (Debian, root). Fails where either is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

hanzi_font() {
  find /usr/share/fonts /usr/local/share/fonts "${HOME:-/root}/.fonts" -name 'NotoSansCJK-Regular.ttc' -print -quit 2>/dev/null || true
}

if { ! command -v zbarimg >/dev/null || [ -z "$(hanzi_font)" ]; } && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends zbar-tools fonts-noto-cjk
fi
if ! command -v zbarimg >/dev/null; then
  echo 'zbarimg is missing: install zbar-tools' >&2
  exit 1
fi

LABEL_SCAN=required npx vitest run test/integration/label-scan.test.ts "$@"
picture=$(mktemp -d)
trap 'rm -rf "$picture"' EXIT
npm run --silent label -- --output "$picture/label.png"
