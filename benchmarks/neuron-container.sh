#!/usr/bin/env bash
# Wheels of NEURON 8.2.6 for three Pythons in a manylinux-like image: NEURON's own, unmodified build_wheels.bash by `docker run`
# against `nrnwheel build --image`.
#
# usage: benchmarks/neuron-container.sh [--pairs N] [--results DIR] [--source TREE] [SELECTOR...]
#
# SELECTOR default: 39 311 312. One pair is, in this order: `script` (docker run -v TREE:/root/nrn IMAGE bash
# packaging/python/build_wheels.bash linux XY, for each Python), `nrnwheel` (an empty compiler cache) and `nrnwheel-again` (the
# same source with one line more in src/nrniv/nrnpy.cpp; the script deletes build/ and compiles everything again, so its first
# time stands for its second).
#
# Both use the image of scripts/manylinux-image, NRN_BUILD_FOR_UPLOAD=1, setuptools<81 and the same package index. Neither runs
# tests. In the first build of either, packages come from the index.
#
# DIR gets runs.tsv and the logs and reports.
set -euo pipefail

usage="usage: benchmarks/neuron-container.sh [--pairs N] [--results DIR] [--source TREE] [SELECTOR...]"
fail() {
    printf 'neuron-container: %s\n' "$1" >&2
    exit 1
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pairs=3 results= source= selectors=()
while [ $# -gt 0 ]; do
    case $1 in
        --pairs) pairs=${2:?"$usage"} && shift 2 ;;
        --results) results=${2:?"$usage"} && shift 2 ;;
        --source) source=${2:?"$usage"} && shift 2 ;;
        -*) fail "$usage" ;;
        *) selectors+=("$1") && shift ;;
    esac
done
[ ${#selectors[@]} -gt 0 ] || selectors=(39 311 312)
"$here/scripts/install-prerequisites" java neuron tests docker
"$here/scripts/docker-engine" start >/dev/null
image=$("$here/scripts/manylinux-image")
if [ -z "$source" ]; then
    source=${XDG_CACHE_HOME:-$HOME/.cache}/nrnwheel/sources/nrn-8.2.6
    "$here/scripts/fetch-neuron-source" "$source"
fi
source=$(cd "$source" && pwd)
mkdir -p "${results:=$here/benchmarks/target/neuron-container}"
results=$(cd "$results" && pwd)
"$here/nrnwheel" --version >/dev/null # builds itself now rather than in the first measured run
# The cache directory names the volume with the compiler cache, so that one's own builds lose nothing.
export XDG_CACHE_HOME=$results/cache
mkdir -p "$XDG_CACHE_HOME"

bundle=/etc/ssl/certs/ca-certificates.crt
environment=(--env NRN_BUILD_FOR_UPLOAD=1 --env PIP_CONSTRAINT=/constraints.txt --env "PIP_CERT=$bundle"
    --env "SSL_CERT_FILE=$bundle" --env PIP_ROOT_USER_ACTION=ignore)
for name in PIP_INDEX_URL http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    [ -z "${!name:-}" ] || environment+=(--env "$name=${!name}")
done
index=$(python3 -m pip config get global.index-url 2>/dev/null || true)
[ -z "$index" ] || [ -n "${PIP_INDEX_URL:-}" ] || environment+=(--env "PIP_INDEX_URL=$index")
printf 'setuptools<81\n' >"$results/constraints.txt"

runs=$results/runs.tsv
[ -s "$runs" ] || printf 'pair\tvariant\tseconds\n' >"$runs"

measure() { # PAIR VARIANT COMMAND...
    local pair=$1 variant=$2 start seconds
    shift 2
    start=$(date +%s.%N)
    "$@" >"$results/$pair-$variant.log" 2>&1 </dev/null || fail "$variant of pair $pair failed; see $results/$pair-$variant.log"
    seconds=$(python3 -c 'import sys, time; print("%.1f" % (time.time() - float(sys.argv[1])))' "$start")
    printf '%s\t%s\t%s\n' "$pair" "$variant" "$seconds" >>"$runs"
    echo "pair $pair: $variant took $seconds s"
}

build_by_script() { # TREE
    local selector
    for selector in "${selectors[@]}"; do
        date +'%T before %s'
        docker run --rm --volume "$1:/root/nrn" --volume "$results/constraints.txt:/constraints.txt:ro" \
            --volume "$bundle:$bundle:ro" --workdir /root/nrn "${environment[@]}" "$image" \
            bash packaging/python/build_wheels.bash linux "$selector"
    done
    date +'%T end %s'
    [ "$(ls "$1"/wheelhouse/*.whl | wc -l)" -eq ${#selectors[@]} ]
}

build_by_nrnwheel() { # TREE WHEELHOUSE
    "$here/nrnwheel" build linux "${selectors[@]}" --source "$1" --wheelhouse "$2" --image "$image" --no-test
    [ "$(ls "$2"/*.whl | wc -l)" -eq ${#selectors[@]} ]
}

fresh_tree() { # DIRECTORY
    rm -rf "$1"
    mkdir -p "$(dirname "$1")"
    cp -a "$source" "$1"
}

first=$(($(wc -l <"$runs") / 3 + 1)) # one line is the header
for pair in $(seq "$first" "$((first + pairs - 1))"); do
    work=$results/work-$pair
    fresh_tree "$work/script"
    measure "$pair" script build_by_script "$work/script"
    fresh_tree "$work/nrnwheel"
    "$here/nrnwheel" clean --caches >/dev/null
    measure "$pair" nrnwheel build_by_nrnwheel "$work/nrnwheel" "$work/wheels"
    printf '// pair %s\n' "$pair" >>"$work/nrnwheel/src/nrniv/nrnpy.cpp"
    measure "$pair" nrnwheel-again build_by_nrnwheel "$work/nrnwheel" "$work/wheels-again"
    for wheels in wheels wheels-again; do
        cp "$work/$wheels/.nrnwheel/report.json" "$results/$pair-$wheels-report.json"
    done
    rm -rf "$work"
done
python3 - "$runs" <<'SUMMARY'
import csv, statistics, sys
runs = list(csv.DictReader(open(sys.argv[1]), delimiter="\t"))
seconds = {v: [float(r["seconds"]) for r in runs if r["variant"] == v] for v in ("script", "nrnwheel", "nrnwheel-again")}
for variant, times in seconds.items():
    ratio = statistics.median(seconds["script"]) / statistics.median(times)
    print(f"{variant:16} median {statistics.median(times):7.1f} s  {ratio:5.2f}x  " + " ".join(map(str, times)))
SUMMARY
