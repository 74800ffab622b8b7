#!/usr/bin/env bash
# record.sh SCENARIO SOURCE OUT_DIR: see README.md beside this file.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

scenarios="linux-311 linux-311-mpt linux-311-skip-repair linux-311-release
linux-3x-coreneuron linux-3x-coreneuron-mpt linux-3x-skip-repair
linux-39-coreneuron-gpu linux-39-coreneuron-gpu-mpt
ci-linux ci-linux-skip-repair ci-osx-arm64
osx-3.11-arm64 osx-3.11-x86_64 osx-3.9-coreneuron-arm64 osx-3x-arm64 osx-3.11-coreneuron-gpu-arm64"

fail() {
    echo "record.sh: $1" >&2
    exit 2
}

if [[ ${1:-} == --list ]]; then
    printf '%s\n' $scenarios
    exit 0
fi
[[ $# == 3 ]] || fail "usage: record.sh SCENARIO SOURCE OUT_DIR | --list"
scenario=$1
source=$(cd "$2" && pwd) || fail "no such directory: $2"
out=$3
[[ " $(echo $scenarios) " == *" $scenario "* ]] || fail "no such scenario: $scenario (--list prints them)"
[[ -f $source/packaging/python/build_wheels.bash ]] || fail "$source holds no packaging/python/build_wheels.bash"
command -v bwrap >/dev/null || fail "bwrap not found: install bubblewrap (apt-get install bubblewrap)"
mkdir -p "$out"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir -p "$work/record" "$root"/{root/nrn/packaging,usr/local/bin,usr/bin,usr/lib,usr/sbin,stubs,record,host,tmp,dev}
cp "$here"/stubs/*.bash "$root/stubs/"
: >"$root/root/nrn/setup.py"

# interpreter FILE VERSION
interpreter() {
    mkdir -p "$(dirname "$root$1")"
    printf '#!/bin/bash\nPYTHON_VERSION=%s\n. /stubs/python.bash\n' "$2" >"$root$1"
    chmod +x "$root$1"
}

# What the script may call: everything else is "command not found".
for name in bash env xargs basename; do
    ln -s "/host/bin/$name" "$root/usr/bin/$name"
done
for name in git curl uname which sed rm mkdir cp ls; do
    ln -s /stubs/command.bash "$root/usr/bin/$name"
done
chmod +x "$root/stubs/command.bash"

variables=(HOME=/root LANG=C.UTF-8)
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
arguments=()

machine_manylinux() {
    echo linux-x86_64 >"$root/stubs/python-platform"
    echo x86_64 >"$root/stubs/machine"
    interpreter /opt/python/cp37-cp37m/bin/python 3.7
    local minor
    for minor in 8 9 10 11 12; do
        interpreter "/opt/python/cp3$minor-cp3$minor/bin/python" "3.$minor"
    done
    interpreter /opt/python/pp39-pypy39_pp73/bin/python 3.9
    mkdir -p "$root"/nrnwheel/{openmpi,mpich,ncurses,readline}/include
    path=/nrnwheel/openmpi/bin:/opt/rh/devtoolset-10/root/usr/bin:$path
}

machine_mac() {
    echo macosx-10.9-universal2 >"$root/stubs/python-platform"
    echo "$1" >"$root/stubs/machine"
    if [[ $1 == arm64 ]]; then echo /opt/homebrew; else echo /usr/local; fi >"$root/stubs/brew-prefix"
    ln -s /stubs/command.bash "$root/usr/bin/brew"
    interpreter /Library/Frameworks/Python.framework/Versions/3.9/bin/python3 3.9
    interpreter /Library/Frameworks/Python.framework/Versions/3.11/bin/python3 3.11
}

case "$scenario" in
linux-311*) machine_manylinux; arguments=(linux 311) ;;
linux-3x-coreneuron*) machine_manylinux; arguments=(linux '3*' coreneuron) ;;
linux-3x*) machine_manylinux; arguments=(linux '3*') ;;
linux-39-coreneuron-gpu*)
    machine_manylinux
    arguments=(linux 39 coreneuron-gpu)
    cp "$here/stubs/bashrc.bash" "$root/root/.bashrc"
    ;;
ci-linux*)
    echo linux-x86_64 >"$root/stubs/python-platform"
    echo x86_64 >"$root/stubs/machine"
    interpreter /usr/bin/python3 3.11
    arguments=(CI)
    ;;
ci-osx-arm64)
    machine_mac arm64
    path=/Library/Frameworks/Python.framework/Versions/3.11/bin:$path
    variables+=(CI_OS_NAME=osx)
    arguments=(CI)
    ;;
osx-*)
    machine_mac "${scenario##*-}"
    arguments=(osx "$(sed -E 's/^osx-([^-]+)-.*/\1/; s/x$/*/' <<<"$scenario")")
    case "$scenario" in
    *-coreneuron-gpu-*) arguments+=(coreneuron-gpu) ;;
    *-coreneuron-*) arguments+=(coreneuron) ;;
    esac
    ;;
esac
case "$scenario" in
*-mpt) mkdir -p "$root/nrnwheel/mpt/include" ;;
*-skip-repair) variables+=(SKIP_WHEELHOUSE_REPAIR=true) ;;
*-release) variables+=(NEURON_NIGHTLY_TAG= NRN_BUILD_FOR_UPLOAD=1) ;;
esac
variables+=("PATH=$path")

links=(--symlink usr/bin /bin --symlink usr/lib /lib)
[[ -d /usr/lib64 ]] && links+=(--ro-bind /usr/lib64 /usr/lib64 --symlink usr/lib64 /lib64)
printf '%s\0' "${variables[@]}" >"$work/start"
status=0
bwrap --unshare-all --die-with-parent --new-session --bind "$root" / --dev /dev --ro-bind /usr/bin /host/bin \
    --ro-bind /usr/lib /usr/lib "${links[@]}" --bind "$work/record" /record \
    --ro-bind "$source/packaging" /root/nrn/packaging --ro-bind "$source/setup.py" /root/nrn/setup.py --chdir /root/nrn \
    /host/bin/env -i "${variables[@]}" packaging/python/build_wheels.bash "${arguments[@]}" \
    >"$work/log" 2>&1 </dev/null || status=$?
cp "$work/log" "$out/$scenario.log"
[[ -n $(ls "$work/record") ]] || fail "nothing recorded: $(tail -n 5 "$work/log")"
python3 "$here/to_json.py" "$scenario" "$work/record" "$work/start" "$status" "${arguments[@]}" >"$work/json"
mv "$work/json" "$out/$scenario.json"
