#!/usr/bin/env bash
# What a job in a container costs beside its own commands: a plan whose ten steps are `true`, carried out whole (copy of the tree,
# events, journal, report), against a raw `docker run` of a script that calls it ten times. Both on the image of scripts/manylinux-image, interleaved.
#
# usage: benchmarks/container-overhead.sh [--pairs N]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
pairs=10
[ "${1:-}" != --pairs ] || pairs=${2:?"usage: benchmarks/container-overhead.sh [--pairs N]"}
"$here/scripts/install-prerequisites" java docker >&2
"$here/scripts/docker-engine" start >/dev/null
image=$("$here/scripts/manylinux-image")
"$here/nrnwheel" --version >/dev/null # builds itself
classes=$here/benchmarks/target/classes
javac -d "$classes" -cp "$here/nrnwheel-cli/target/launcher/*" "$here/benchmarks/ContainerOverhead.java"
exec java -cp "$classes:$here/nrnwheel-cli/target/launcher/*" org.nrnwheel.run.ContainerOverhead "$image" "$pairs"
