#!/usr/bin/env bash
# Completes lines in bash, zsh and fish: npm run test:shells
# Installs zsh and fish where it may (Debian, root). Fails where one is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

if { ! command -v zsh >/dev/null || ! command -v fish >/dev/null; } && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends zsh fish
fi

SHELLS=required npx vitest run test/cli/completion.test.ts "$@"
