#!/usr/bin/env bash
# Times nrnwheel publish beside twine upload: wheels of one size to a server on this machine that only reads and counts. With
# --pypiserver also beside four curls at once, to a real pypiserver, which gets an empty directory each time.
# Usage: benchmarks/publish.sh [--pairs N] [--wheels N] [--megabytes N] [--pypiserver PYPI-SERVER] TWINE
# TWINE and PYPI-SERVER are the programs, e.g. of a virtual environment with twine 7 and pypiserver.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
pairs=3
wheels=40
megabytes=18
pypiserver=
while [[ ${1:-} == --* ]]; do
    case $1 in
        --pairs) pairs=$2 ;;
        --wheels) wheels=$2 ;;
        --megabytes) megabytes=$2 ;;
        --pypiserver) pypiserver=$2 ;;
        *) echo "unknown option $1" >&2; exit 2 ;;
    esac
    shift 2
done
twine=${1:?usage: benchmarks/publish.sh [--pairs N] [--wheels N] [--megabytes N] [--pypiserver PYPI-SERVER] TWINE}

work=$(mktemp -d)
server=
clean() {
    [[ -z $server ]] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap clean EXIT

"$root/nrnwheel" --version >/dev/null # built before anything is timed
python3 - "$work/wheels" "$wheels" "$megabytes" <<'PYTHON'
import os, sys, zipfile
directory, wheels, megabytes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
os.mkdir(directory)
for i in range(1, wheels + 1):
    info = f"sample-1.{i}.dist-info/"
    with zipfile.ZipFile(f"{directory}/sample-1.{i}-py3-none-any.whl", "w") as wheel:
        wheel.writestr("sample/data", os.urandom(megabytes * 1000 * 1000))
        wheel.writestr(info + "METADATA", f"Metadata-Version: 2.1\nName: sample\nVersion: 1.{i}\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(info + "RECORD", "")
PYTHON
sync # else the disk is busy with them while the ledger waits for it
java "$root/benchmarks/CountingServer.java" "$work/port" &
server=$!
while [[ ! -s $work/port ]]; do sleep 0.1; done
url=http://127.0.0.1:$(cat "$work/port")/

# Runs a command; prints its wall time and its processor time in seconds, and its largest resident memory in MB.
timed() {
    python3 - "$@" <<'PYTHON'
import resource, subprocess, sys, time
start = time.monotonic()
with open("/dev/null", "w") as nothing:
    subprocess.run(sys.argv[1:], check=True, stdout=nothing)
seconds = time.monotonic() - start
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{seconds:.2f} s ({used.ru_utime + used.ru_stime:.2f} s of processors), {used.ru_maxrss // 1024} MB", end="")
PYTHON
}

for pair in $(seq "$pairs"); do
    cat "$work/wheels"/* >/dev/null # both read from memory
    printf 'pair %d: twine %s' "$pair" "$(timed "$twine" upload --non-interactive --disable-progress-bar -u u -p p \
        --repository-url "$url" "$work/wheels"/*.whl)"
    printf ' (%s)' "$(curl -s "$url")"
    rm -rf "$work/wheels/.nrnwheel"
    printf '; nrnwheel %s' "$(timed env JDK_JAVA_OPTIONS="-Xmx64m" NRNWHEEL_USERNAME=u NRNWHEEL_PASSWORD=p \
        "$root/nrnwheel" publish --repository-url "$url" "$work/wheels"/*.whl 2>/dev/null)"
    printf ' (%s)\n' "$(curl -s "$url")"
done

[[ -n $pypiserver ]] || exit 0

# Starts a new pypiserver in the place of the server before.
restart() {
    rm -rf "$work/packages"
    mkdir "$work/packages"
    kill "$server" && wait "$server" 2>/dev/null || true
    "$pypiserver" run -i 127.0.0.1 -p "$port" -P . -a . --disable-fallback "$work/packages" >"$work/pypiserver.log" 2>&1 &
    server=$!
    until curl -sf "http://127.0.0.1:$port/" >/dev/null; do sleep 0.1; done
}

arrived() {
    find "$work/packages" -name '*.whl' | wc -l
}

cat >"$work/curls" <<'SHELL'
printf '%s\0' "$1"/*.whl | xargs -0 -P 4 -I WHEEL curl -sf -o /dev/null -F :action=file_upload -F content=@WHEEL "$2"
SHELL
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
for pair in $(seq "$pairs"); do
    restart
    printf 'pypiserver, pair %d: four curls %s (%d wheels)' "$pair" \
        "$(timed bash "$work/curls" "$work/wheels" "http://127.0.0.1:$port/")" "$(arrived)"
    restart
    rm -rf "$work/wheels/.nrnwheel"
    printf '; nrnwheel %s (%d wheels)\n' \
        "$(timed env JDK_JAVA_OPTIONS="-Xmx64m" NRNWHEEL_USERNAME=u NRNWHEEL_PASSWORD=p \
            "$root/nrnwheel" publish --repository-url "http://127.0.0.1:$port/" "$work/wheels"/*.whl 2>/dev/null)" "$(arrived)"
done
