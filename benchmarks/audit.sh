#!/usr/bin/env bash
# The audit of a wheel as a whole process: nrnwheel beside `auditwheel show` and `unzip -t`, taken in turn.
#
# usage: benchmarks/audit.sh [--runs N] AUDITWHEEL WHEEL...
#
# AUDITWHEEL is the program to compare with. Each WHEEL is measured alone; of several, then all of them in one nrnwheel
# against the sum over auditwheel. Prints medians of wall and processor seconds: on a busy machine the latter are steadier. Then
# each is audited in a JVM that has done it before, beside `unzip -t`; and all once more in a heap of 255 MB.
set -euo pipefail

usage="usage: benchmarks/audit.sh [--runs N] AUDITWHEEL WHEEL..."
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=5
if [[ ${1:-} == --runs ]]; then
    runs=${2:?"$usage"}
    shift 2
fi
auditwheel=${1:?"$usage"}
shift
[[ $# -gt 0 ]] || { echo "$usage" >&2; exit 2; }
"$here/nrnwheel" --version >/dev/null # builds itself now rather than in the first measured run
python3 - "$runs" "$here/nrnwheel" "$auditwheel" "$@" <<'PYTHON'
import os, resource, statistics, subprocess, sys, time

runs, nrnwheel, auditwheel, wheels = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]


def measured(argv, accepted):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in accepted:
        sys.exit(f"{argv[0]} ended with {done.returncode}: {done.stderr.decode()}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def show(title, samples):
    print(title)
    median = {name: [statistics.median(part) for part in zip(*values)] for name, values in samples.items()}
    for name, (wall, cpu) in median.items():
        ours = median["nrnwheel audit"]
        print(f"  {name:16} {wall:7.2f} s wall {cpu:7.2f} s CPU   {wall / ours[0]:5.1f} x {cpu / ours[1]:5.1f} x")


sums = {"nrnwheel audit": [], "auditwheel show": [(0.0, 0.0)] * runs, "unzip -t": [(0.0, 0.0)] * runs}
for wheel in wheels:
    commands = {  # 15: an audit that found errors; 1: a wheel that auditwheel refuses
        "nrnwheel audit": ([nrnwheel, "audit", wheel], (0, 15)),
        "auditwheel show": ([auditwheel, "show", "--ldpaths", "", wheel], (0, 1)),
        "unzip -t": (["unzip", "-tqq", wheel], (0,)),
    }
    samples = {name: [] for name in commands}
    for run in range(runs):
        for name, (argv, accepted) in commands.items():
            samples[name].append(measured(argv, accepted))
            if name in ("auditwheel show", "unzip -t"):
                sums[name][run] = tuple(a + b for a, b in zip(sums[name][run], samples[name][-1]))
    show(os.path.basename(wheel), samples)
if len(wheels) > 1:
    for run in range(runs):
        sums["nrnwheel audit"].append(measured([nrnwheel, "audit", *wheels], (0, 15)))
    show(f"{len(wheels)} wheels in one nrnwheel", sums)
PYTHON
libraries="$here/nrnwheel-cli/target/launcher/*"
classes=$here/benchmarks/target/classes
javac -d "$classes" -cp "$libraries" "$here/benchmarks/WarmAudit.java"
java -cp "$classes:$libraries" WarmAudit "$((runs * 4))" "$@"
found=0
java -Xmx255m -cp "$libraries" org.nrnwheel.cli.Main audit "$@" >/dev/null || found=$?
[ "$found" -eq 0 ] || [ "$found" -eq 15 ] || { echo "audit: with a heap of 255 MB it ended with $found" >&2; exit 1; }
echo "all were audited with a heap of 255 MB"
