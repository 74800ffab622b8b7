#!/usr/bin/env bash
# Builds static, position-independent ncurses and readline, with the objects of ncurses merged into libreadline.a:
# what NEURON's static-readline wheels link. No distribution packages them so (Debian's archives are not PIC).
#
# usage: static-readline.sh CACHE JOBS [NCURSES_TAR READLINE_TAR]
#
# Results: CACHE/ncurses and CACHE/readline (prefixes with include and lib); CACHE/.complete says that both are whole.
# Without given archives Debian's sources are fetched (debian-sources.sh beside this script) and their hashes checked.
# Several may run at once on one cache: one builds, the others wait and find it done.
set -euo pipefail
export LC_ALL=C
umask 022

ncurses_version=6.4
ncurses_debian=6.4-4
ncurses_sha256=6931283d9ac87c5073f30b6290c4c75f21632bb4fc3603ac8100812bed248159
readline_version=8.2
readline_debian=8.2-1.3
readline_sha256=3feb7171f16a84ee82ca18a36d7b9be109a52c04f492a053331d7d1095007c35
suite=bookworm

say() {
    printf 'static-readline: %s\n' "$1"
}

fail() {
    printf 'static-readline: %s\n' "$1" >&2
    exit 1
}

[ $# -eq 2 ] || [ $# -eq 4 ] || fail "usage: static-readline.sh CACHE JOBS [NCURSES_TAR READLINE_TAR]"
case $2 in
    '' | 0* | *[!0-9]*) fail "JOBS is '$2', but must be a positive number" ;;
esac
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
cache=$(cd "$1" && pwd) jobs=$2
ncurses_tar=${3:-} readline_tar=${4:-}

if [ -f "$cache/.complete" ]; then
    say "ready in $cache"
    exit 0
fi
for tool in cc make ar ranlib tar flock sha256sum; do
    command -v "$tool" >/dev/null || fail "$tool is missing; on Debian and Ubuntu: apt-get install build-essential util-linux"
done

exec 9>"$cache/.lock"
flock 9
if [ -f "$cache/.complete" ]; then
    say "made meanwhile by another run in $cache"
    exit 0
fi
# Only the holder of the lock comes here, so whatever half-made directory is found belongs to a killed run.
rm -rf "$cache"/.work.* "$cache/ncurses" "$cache/readline"
work=$(mktemp -d "$cache/.work.XXXXXX")
trap 'rm -rf "$work"' EXIT

has_hash() {
    printf '%s  %s\n' "$2" "$1" | sha256sum --quiet --check - >/dev/null 2>&1 ||
        fail "$1 does not have the SHA-256 $2; give the unchanged archive"
}

if [ -z "$ncurses_tar" ]; then
    say "fetching ncurses $ncurses_debian and readline $readline_debian"
    bash "$here/debian-sources.sh" "$work/sources" "$suite" \
        "source:ncurses=$ncurses_debian" "source:readline=$readline_debian"
    ncurses_tar=$work/sources/ncurses_$ncurses_version.orig.tar.gz
    readline_tar=$work/sources/readline_$readline_version.orig.tar.gz
fi
for archive in "$ncurses_tar" "$readline_tar"; do
    [ -f "$archive" ] || fail "$archive is not there; give the archives of ncurses and readline as arguments"
done
has_hash "$ncurses_tar" "$ncurses_sha256"
has_hash "$readline_tar" "$readline_sha256"

# Runs a command quietly; its output is shown only when it fails.
quietly() {
    local log=$1
    shift
    "$@" >"$work/$log.log" 2>&1 || {
        tail -n 40 "$work/$log.log" >&2
        fail "'$*' failed"
    }
}

# Installed by DESTDIR into the work directory, so that the prefixes recorded inside are the final ones.
stage=$work/stage
mkdir -p "$work/ncurses" "$work/readline" "$stage"
tar -xf "$ncurses_tar" -C "$work/ncurses" --strip-components=1 --no-same-owner
tar -xf "$readline_tar" -C "$work/readline" --strip-components=1 --no-same-owner
# A job's own compiler flags must not reach these shared archives.
unset CFLAGS CXXFLAGS CPPFLAGS LDFLAGS MAKEFLAGS MFLAGS

say "building ncurses $ncurses_version"
(
    cd "$work/ncurses"
    # Terminal descriptions are looked for where distributions keep them, not in a directory of the build machine.
    quietly ncurses-configure ./configure --prefix="$cache/ncurses" --without-shared --without-debug --without-ada \
        --without-cxx-binding --without-manpages --without-tests --without-progs --disable-db-install \
        --with-default-terminfo-dir=/usr/share/terminfo \
        --with-terminfo-dirs=/etc/terminfo:/lib/terminfo:/usr/lib/terminfo:/usr/share/terminfo \
        CFLAGS="-O2 -fPIC"
    quietly ncurses-make make -j "$jobs"
    quietly ncurses-install make install DESTDIR="$stage"
)

say "building readline $readline_version"
(
    cd "$work/readline"
    quietly readline-configure ./configure --prefix="$cache/readline" --disable-shared CFLAGS="-O2 -fPIC"
    quietly readline-make make -j "$jobs"
    quietly readline-install make install DESTDIR="$stage"
)

say "merging ncurses into libreadline.a"
merged=$stage$cache/readline/lib/libreadline.a
(
    mkdir "$work/objects"
    cd "$work/objects"
    ar x "$stage$cache/ncurses/lib/libncurses.a"
    ar q "$merged" ./*.o
    ranlib "$merged"
)

mv "$stage$cache/ncurses" "$cache/ncurses"
mv "$stage$cache/readline" "$cache/readline"
printf 'ncurses %s\nreadline %s\n' "$ncurses_sha256" "$readline_sha256" >"$work/complete"
mv "$work/complete" "$cache/.complete"
say "ready in $cache"
