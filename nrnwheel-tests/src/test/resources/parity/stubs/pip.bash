# Sourced by a stub environment's pip, which sets PYTHON_VERSION.
. /stubs/recorder.bash
record_call "$0" "$@"

bin=${0%/*}
for word in "$@"; do
    case "$word" in
    auditwheel) programs="auditwheel" ;;
    delocate) programs="delocate-listdeps delocate-wheel" ;;
    *) programs= ;;
    esac
    for program in $programs; do
        printf '#!/bin/bash\n. /stubs/wheeltool.bash\n' >"$bin/$program"
        /host/bin/chmod +x "$bin/$program"
    done
done
