#!/usr/bin/env bash
# Prints what a terminal shows of mask, encrypt and lint, as the READMEs have it: npm run build && scripts/record-cli.sh
# Runs them in tmux, in a folder of its own, on invented orders.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
command -v tmux >/dev/null || { echo 'tmux is missing' >&2; exit 1; }
[ -e dist/cli/bin.js ] || { echo 'dist/cli/bin.js is missing: npm run build' >&2; exit 1; }

folder=$(mktemp -d)
socket=$folder/tmux
trap 'tmux -S "$socket" kill-server 2>/dev/null || true; rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/shop"
printf '#!/bin/sh\nexec node "%s/dist/cli/bin.js" "$@"\n' "$root" >"$folder/bin/waybill-privacy"
chmod +x "$folder/bin/waybill-privacy"
cat >"$folder/shop/orders.csv" <<'CSV'
订单号,收件人,手机,地址
SF3054296718850,张小明,13812345678,浙江省杭州市西湖区栖柏路12号云锦苑3栋2单元501室
SF3054296718851,喻晓棠,13987654321,广东省深圳市南山区岚屿路123号6栋1202室
CSV
cat >"$folder/shop/pairs.jsonl" <<'JSONL'
{"kind":"phone","original":"13812345678","masked":"138****5678"}
{"kind":"phone","original":"13812345678","masked":"138******78"}
JSONL
(cd "$folder/shop" && WAYBILL_PRIVACY_PASSPHRASE='correct horse battery' "$folder/bin/waybill-privacy" keys generate --tenant shop-1 -o keyring.json >/dev/null 2>&1)

tmux -S "$socket" new-session -d -x 100 -y 40 -c "$folder/shop" \
  "env PS1='$ ' PATH='$folder/bin:$PATH' LC_ALL=C.UTF-8 WAYBILL_PRIVACY_KEYRING=keyring.json WAYBILL_PRIVACY_PASSPHRASE='correct horse battery' bash --norc --noprofile"

play() { # command: types it and waits for the next prompt
  tmux -S "$socket" send-keys -l "$1"
  tmux -S "$socket" send-keys Enter
  for _ in $(seq 100); do
    sleep 0.1
    if [ "$(screen | tail -n 1)" = '$' ]; then return; fi
  done
  echo "no answer to: $1" >&2
  exit 1
}

screen() { tmux -S "$socket" capture-pane -p -S - | sed 's/ *$//' | awk 'NF { for (; blank > 0; blank--) print ""; print; next } { blank++ }'; }

for _ in $(seq 50); do
  if [ "$(screen)" = '$' ]; then break; fi
  sleep 0.1
done
play 'waybill-privacy mask orders.csv -c 收件人=name,手机=phone,地址=address'
play 'waybill-privacy encrypt orders.csv --id 订单号 -c 收件人=name,手机=phone,地址=address -o out.csv'
play 'cut -d , -f 1-3,5 out.csv | cut -c 1-90'
play 'waybill-privacy lint pairs.jsonl'
screen | sed '$d'
