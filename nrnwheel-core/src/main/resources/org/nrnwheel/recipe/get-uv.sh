#!/bin/sh
# Puts uv, as the package index has it, into a directory that all jobs share.
#
# usage: get-uv.sh PYTHON DIRECTORY
#
# Result: DIRECTORY/bin/uv. Several may run at once: the file gets its name by a rename, so it is whole or absent.
set -eu
if [ -x "$2/bin/uv" ]; then
    exit 0
fi
mkdir -p "$2/bin"
work=$(mktemp -d "$2/.new.XXXXXX")
trap 'rm -rf "$work"' EXIT
"$1" -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check uv
mv -f "$work/venv/bin/uv" "$2/bin/uv"
