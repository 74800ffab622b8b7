#!/bin/bash
# What stands on PATH under its own name: recorded, then answered or, for plain file commands, run.
. /stubs/recorder.bash
record_call "$0" "$@"

name=${0##*/}
case "$name" in
uname) [[ $1 == -m ]] && echo "$(</stubs/machine)" || echo stub ;;
brew) [[ $1 == --prefix ]] && echo "$(</stubs/brew-prefix)" ;;
which) type -P "$1" ;;
rm | mkdir | cp | ls) exec "/host/bin/$name" "$@" ;;
git | curl | sed) ;;
*)
    echo "stub: no answer to $name" >&2
    exit 64
    ;;
esac
