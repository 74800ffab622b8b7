# Sourced by the stubs of auditwheel and delocate: what they write goes into wheelhouse.
. /stubs/recorder.bash
record_call "$0" "$@"

case "${0##*/} $1" in
"auditwheel repair" | "delocate-wheel "*)
    /host/bin/mkdir -p wheelhouse
    for word in "$@"; do
        [[ $word == *.whl ]] && : >"wheelhouse/${word##*/}"
    done
    ;;
esac
exit 0
