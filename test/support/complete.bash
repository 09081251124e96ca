# Prints what bash completes behind a line: bash complete.bash SCRIPT LINE
# As readline does it: the function sees the words, the last of them under the cursor; where it offers none, files are.
source "$1"
read -ra COMP_WORDS <<<"$2"
if [[ $2 == *' ' ]]; then COMP_WORDS+=(''); fi
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_waybill_privacy
if ((${#COMPREPLY[@]})); then printf '%s\n' "${COMPREPLY[@]}"; else compgen -f; fi
