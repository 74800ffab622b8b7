"""Compares two wheels of one plan: same members, modes and metadata, same dynamic sections; each member whose bytes differ
must stand in the table of causes (tab-separated: pattern, cause)."""

import fnmatch
import hashlib
import subprocess
import sys
import tempfile
import zipfile


def members(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return {i.filename: (i.external_attr >> 16, archive.read(i)) for i in archive.infolist() if not i.is_dir()}


def dynamic(content):
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        out = subprocess.run(["readelf", "--wide", "-d", file.name], capture_output=True, text=True, check=True).stdout
    names = ("(NEEDED)", "(SONAME)", "(RPATH)", "(RUNPATH)", "(FLAGS", "(BIND_NOW)")
    return [" ".join(line.split()[1:]) for line in out.splitlines() if any(name in line for name in names)]


def main():
    first, second = members(sys.argv[1]), members(sys.argv[2])
    with open(sys.argv[3], encoding="utf-8") as file:
        causes = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    problems = []
    for name in sorted(first.keys() ^ second.keys()):
        problems.append(f"{name} is in one wheel only")
    for name in sorted(first.keys() & second.keys()):
        (mode_a, a), (mode_b, b) = first[name], second[name]
        if mode_a != mode_b:
            problems.append(f"{name}: mode {mode_a:o} and {mode_b:o}")
        if a.startswith(b"\x7fELF") and dynamic(a) != dynamic(b):
            problems.append(f"{name}: dynamic sections differ: {dynamic(a)} and {dynamic(b)}")
        if a != b:
            cause = next((cause for pattern, cause in causes if fnmatch.fnmatch(name, pattern)), None)
            digests = hashlib.sha256(a).hexdigest()[:8], hashlib.sha256(b).hexdigest()[:8]
            if cause is None:
                problems.append(f"{name} differs ({digests[0]}, {digests[1]}), and no cause is listed")
            elif name.endswith(("/METADATA", "/WHEEL", "/entry_points.txt")):
                problems.append(f"{name}: metadata differs")
            else:
                print(f"{name}: {cause}")
    print("\n".join(problems))
    return 1 if problems else 0


sys.exit(main())
