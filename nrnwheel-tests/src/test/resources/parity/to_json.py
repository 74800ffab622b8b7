"""Turns the numbered files of recorder.bash into one JSON document on standard output.

Arguments: scenario, directory of records, file with the start environment (NUL after each NAME=VALUE), exit status of the
script, then the script's arguments.
"""

import json
import os
import sys

SHELL_OWN = {"_", "SHLVL", "PWD", "OLDPWD"}


def parts(path):
    with open(path, "rb") as stream:
        return stream.read().decode("utf-8", "surrogateescape").split("\0")[:-1]


def environment(pairs):
    values = dict(pair.split("=", 1) for pair in pairs)
    return {name: values[name] for name in sorted(values) if name not in SHELL_OWN}


def call(path, start):
    record = parts(path)
    count = int(record[0])
    argv = record[1 : 1 + count]
    values = environment(record[2 + count :])
    return {
        "program": argv[0],
        "argv": argv,
        "directory": record[1 + count],
        "environment": {n: v for n, v in values.items() if n == "PATH" or start.get(n) != v},
        "unset": [name for name in start if name not in values],
    }


def main(scenario, records, start_file, status, *arguments):
    start = environment(parts(start_file))
    numbers = sorted(int(name) for name in os.listdir(records))
    document = {
        "scenario": scenario,
        "arguments": list(arguments),
        "start": start,
        "exit": int(status),
        "commands": [call(os.path.join(records, str(number)), start) for number in numbers],
    }
    json.dump(document, sys.stdout, indent=2)
    sys.stdout.write("\n")


main(*sys.argv[1:])
