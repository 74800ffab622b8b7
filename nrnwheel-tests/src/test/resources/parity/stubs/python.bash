# Sourced by each stub interpreter, which sets PYTHON_VERSION (such as 3.11), not exported.
. /stubs/recorder.bash
record_call "$0" "$@"

bin=${0%/*}
digits=${PYTHON_VERSION/./}

make_venv() {
    local directory=$1
    [[ $directory == /* ]] || directory=$PWD/$directory
    /host/bin/mkdir -p "$directory/bin"
    local name
    for name in python python3 pip pip3; do
        write_stub "$directory/bin/$name" "${name%3}"
    done
    write_activate "$directory" >"$directory/bin/activate"
}

write_stub() {
    printf '#!/bin/bash\nPYTHON_VERSION=%s\n. /stubs/%s.bash\n' "$PYTHON_VERSION" "$2" >"$1"
    /host/bin/chmod +x "$1"
}

write_activate() {
    printf 'export VIRTUAL_ENV=%q\n' "$1"
    /host/bin/cat <<'END'
_OLD_VIRTUAL_PATH="$PATH"
export PATH="$VIRTUAL_ENV/bin:$PATH"
deactivate() {
    export PATH="$_OLD_VIRTUAL_PATH"
    unset VIRTUAL_ENV _OLD_VIRTUAL_PATH
    unset -f deactivate
}
END
}

# sysconfig.get_platform(): the variable wins, as it does in CPython.
platform() {
    printf '%s\n' "${_PYTHON_HOST_PLATFORM:-$(</stubs/python-platform)}"
}

make_wheel() {
    local tag=$(platform) abi=cp$digits
    [[ $digits == 37 ]] && abi=cp37m
    tag=${tag//[-.]/_}
    /host/bin/mkdir -p dist build
    : >"dist/NEURON_nightly-8.2.6-cp$digits-$abi-$tag.whl"
}

case "$1" in
-m)
    [[ $2 == venv ]] || { echo "stub python: no answer to -m $2" >&2; exit 64; }
    make_venv "$3"
    ;;
-c)
    case "$2" in
    *sys.version_info*) echo "$digits" ;;
    *hash\(*) echo 12345678 ;;
    *sysconfig.get_platform*) platform ;;
    *delocate.__file__*)
        [[ $2 == *"LOOK HERE"* ]] && echo "LOOK HERE"
        echo "${bin%/bin}/lib/python$PYTHON_VERSION/site-packages/delocate/tools.py"
        ;;
    *) echo "stub python: no answer to -c $2" >&2; exit 64 ;;
    esac
    ;;
setup.py) make_wheel ;;
*)
    echo "stub python: no answer to $*" >&2
    exit 64
    ;;
esac
