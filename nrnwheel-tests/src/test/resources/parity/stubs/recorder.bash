# Sourced by every stub. record_call PROGRAM ARGUMENT... writes the call, its directory and its environment to the next
# numbered file of /record: count of arguments, program, arguments, directory, then NAME=VALUE, each ended by a NUL.
record_call() {
    local number=1
    while ! (set -o noclobber && : >"/record/$number") 2>/dev/null; do
        number=$((number + 1))
    done
    {
        printf '%s\0' "$#" "$@" "$PWD"
        /host/bin/env -0
    } >"/record/$number"
}
