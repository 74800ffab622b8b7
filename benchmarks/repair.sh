#!/usr/bin/env bash
# The repair of a wheel as a whole process, and in a JVM that has done it before: nrnwheel beside `auditwheel repair`, taken in turn.
#
# usage: benchmarks/repair.sh [--runs N] AUDITWHEEL WHEEL...
#
# AUDITWHEEL is the program to compare with; patchelf is found beside it. Each WHEEL was never repaired and is measured alone; of
# several, then all of them in one nrnwheel against the sum over auditwheel. Prints medians of wall and processor seconds: on a
# busy machine the latter are steadier. All JVMs are JAVA_HOME's, if that is set.
set -euo pipefail

usage="usage: benchmarks/repair.sh [--runs N] AUDITWHEEL WHEEL..."
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
libraries="$here/nrnwheel-cli/target/launcher/*"
classes=$here/benchmarks/target/classes
javac -d "$classes" -cp "$libraries" "$here/benchmarks/WarmRepair.java"
PATH=$(cd "$(dirname "$auditwheel")" && pwd):$PATH python3 - "$runs" "$classes:$libraries" "$here/nrnwheel" "$auditwheel" "$@" <<'PYTHON'
import math, os, resource, statistics, subprocess, sys, tempfile, time, zipfile

runs, classes, nrnwheel, auditwheel, wheels = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4], sys.argv[5:]
WARM_UP = 8
java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
warm = subprocess.Popen([java, "-cp", classes, "WarmRepair"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def found_by_auditwheel(wheel, directory):
    """auditwheel looks on the machine for libraries that NEURON's wheel brings itself, where its build leaves them too."""
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if "/.data/lib/" in name]
        archive.extractall(directory, names)
    return {**os.environ, "LD_LIBRARY_PATH": os.path.join(directory, "neuron/.data/lib")} if names else None


def measured(argv, environment=None):
    with tempfile.TemporaryDirectory() as out:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        done = subprocess.run([*argv[:2], "-w", out, *argv[2:]], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, env=environment)
        wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            sys.exit(f"{argv[0]} ended with {done.returncode}: {done.stderr.decode()}")
        if len(os.listdir(out)) != sum(word.endswith(".whl") for word in argv):
            sys.exit(f"{argv[0]} left {os.listdir(out)}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def warmed(wheel):
    print(wheel, file=warm.stdin, flush=True)
    return float(warm.stdout.readline()), float("nan")


def show(title, samples):
    print(title)
    median = {name: [statistics.median(part) for part in zip(*values)] for name, values in samples.items()}
    ours = median["nrnwheel repair"]
    for name, (wall, cpu) in median.items():
        process = "" if math.isnan(cpu) else f" {cpu:7.2f} s CPU   {wall / ours[0]:5.1f} x {cpu / ours[1]:5.1f} x"
        print(f"  {name:17} {wall:7.2f} s wall{process}", flush=True)
    if "in a warm JVM" in median:
        print(f"  {'faster when warm':17} {median['auditwheel repair'][0] / median['in a warm JVM'][0]:7.1f} x", flush=True)


for wheel in wheels * WARM_UP:
    warmed(wheel)
sums = {"nrnwheel repair": [], "in a warm JVM": [(0.0, 0.0)] * runs, "auditwheel repair": [(0.0, 0.0)] * runs}
for wheel in wheels:
    samples = {"nrnwheel repair": [], "in a warm JVM": [], "auditwheel repair": []}
    libraries = tempfile.TemporaryDirectory()
    environments = {nrnwheel: None, auditwheel: found_by_auditwheel(wheel, libraries.name)}
    for run in range(runs):
        for name, tool in (("nrnwheel repair", nrnwheel), ("auditwheel repair", auditwheel)):
            excludes = ["--exclude", "libgomp.so.1"] if "neuron" in wheel.lower() else []
            samples[name].append(measured([tool, "repair", *excludes, wheel], environments[tool]))
        samples["in a warm JVM"].append(warmed(wheel))
        for name in ("auditwheel repair", "in a warm JVM"):
            sums[name][run] = tuple(a + b for a, b in zip(sums[name][run], samples[name][-1]))
    show(os.path.basename(wheel), samples)
if len(wheels) > 1:
    for run in range(runs):
        sums["nrnwheel repair"].append(measured([nrnwheel, "repair", "--exclude", "libgomp.so.1", *wheels]))
    show(f"{len(wheels)} wheels in one nrnwheel", sums)
PYTHON
