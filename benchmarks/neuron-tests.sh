#!/usr/bin/env bash
# The serial tests of a NEURON wheel: `nrnwheel test` beside NEURON's own packaging/python/test_wheels.sh without its MPI part,
# taken in turn with one pip cache and the same constraints.
#
# usage: benchmarks/neuron-tests.sh [--pairs N] PYTHON WHEEL SOURCE CONSTRAINTS
#
# SOURCE is the tree of the wheel's version (only read), CONSTRAINTS a pip constraints file. Both sides install into a new virtual
# environment. One run of each before the first pair fills the caches. Prints each pair and the medians of wall seconds.
set -euo pipefail

usage="usage: benchmarks/neuron-tests.sh [--pairs N] PYTHON WHEEL SOURCE CONSTRAINTS"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pairs=3
if [[ ${1:-} == --pairs ]]; then
    pairs=${2:?"$usage"}
    shift 2
fi
[[ $# -eq 4 ]] || { echo "$usage" >&2; exit 2; }
python=$(command -v "$1")
wheel=$(realpath "$2")
source=$(realpath "$3")
constraints=$(realpath "$4")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset DISPLAY
"$here/nrnwheel" --version >/dev/null # builds itself now rather than in the first measured run

# What the script needs of the tree, and the script with an empty MPI part.
theirs() {
    local tree
    tree=$(mktemp -d "$work/tree.XXXXXX")
    mkdir -p "$tree/share/examples/nrniv"
    cp "$source/setup.py" "$tree"
    cp -r "$source/share/examples/nrniv/nmodl" "$tree/share/examples/nrniv"
    sed 's/^test_wheel () {/run_parallel_test() { :; }\n&/' "$source/packaging/python/test_wheels.sh" >"$tree/test_wheels.sh"
    cp -r "$source/test" "$tree"
    # What neither side can run without the files of a submodule is left out of both.
    [[ -d $source/external/coreneuron/tests/integration/ring ]] ||
        sed -i -E 's/^( *)(nrniv-core --datpath|diff -w out.dat) external.*/\1:/' "$tree/test_wheels.sh"
    grep -q '^run_parallel_test() { :; }' "$tree/test_wheels.sh" || { echo "the script has another form" >&2; exit 1; }
    (cd "$tree" && PIP_CONSTRAINT=$constraints bash test_wheels.sh "$python" "$wheel") >"$work/theirs.log" 2>&1 || {
        tail -n 20 "$work/theirs.log" >&2
        exit 1
    }
}

ours() {
    "$here/nrnwheel" test --suite neuron --constraints "$constraints" --source "$source" "$python" "$wheel" >"$work/ours.log" 2>&1 || {
        cat "$work/ours.log" >&2
        exit 1
    }
    ! grep '^skipped' "$work/ours.log" >&2 || echo "note: the above were skipped" >&2
}

seconds() {
    local start=$EPOCHREALTIME
    "$1"
    awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f\n", b - a }'
}

median() {
    sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

ours
theirs
for ((pair = 1; pair <= pairs; pair++)); do
    a=$(seconds ours)
    b=$(seconds theirs)
    echo "pair $pair: nrnwheel test $a s, test_wheels.sh $b s"
    echo "$a" >>"$work/a"
    echo "$b" >>"$work/b"
done
a=$(median <"$work/a")
b=$(median <"$work/b")
awk -v a="$a" -v b="$b" 'BEGIN { printf "medians: nrnwheel test %.1f s, test_wheels.sh %.1f s: %.2f\n", a, b, a / b }'
