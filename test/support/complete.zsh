# Prints what zsh completes behind a line: zsh -f complete.zsh SCRIPT LINE FILE
# Completion works in the line editor alone, and that on a terminal: zpty is one. What is offered goes into FILE.
zmodload zsh/zpty
completion=$1 line=$2 offers=$3

# With -O, -A and -D compadd only computes.
init='
  autoload -Uz compinit; compinit -u -D
  source $completion
  compadd() {
    if [[ " $* " == *" -"[OAD]" "* ]]; then builtin compadd "$@"; return; fi
    local -a offered
    builtin compadd -A offered "$@"
    print -rl -- $offered >> $offers
    (( $#offered ))
  }
  finish() { : > $offers.done }
  comppostfuncs=(finish)
  : > $offers.ready
'
wait_for() { repeat 100; do [[ -e $1 ]] && return; sleep 0.05; done }

export completion offers
zpty shell zsh -f -i
zpty -w shell $init
wait_for $offers.ready
zpty -w -n shell "$line"$'\t'
wait_for $offers.done
zpty -d shell
[[ -e $offers ]] && cat $offers
