#!/usr/bin/env bash
# Downloads packages of a Debian suite through a private apt configuration, so that the machine's own apt state
# stays as it is. No mirror is named here: the address comes from the machine's apt sources.
#
# usage: debian-sources.sh DIR SUITE (source:NAME[=VERSION] | binary:NAME)...
#
# apt checks every file against the archive's signed index. A source package whose .dsc the mirror no longer has
# still delivers its tar files, so the caller checks that what it needs has arrived.
# NRNWHEEL_DEBIAN_MIRROR gives the address on a machine whose apt sources are not Debian's.
set -euo pipefail

fail() {
    printf 'debian-sources: %s\n' "$1" >&2
    exit 1
}

[ $# -ge 3 ] || fail "usage: debian-sources.sh DIR SUITE (source:NAME[=VERSION] | binary:NAME)..."
destination=$1 suite=$2
shift 2

keyring=/usr/share/keyrings/debian-archive-keyring.gpg
command -v apt-get >/dev/null ||
    fail "apt-get is not here, so Debian's packages cannot be fetched; fetch them on a Debian machine and give the archives"
[ -r "$keyring" ] ||
    fail "$keyring is missing; install it with: apt-get install debian-archive-keyring"

# Addresses that may serve Debian's main component: the ones of this machine's own release come first.
mirrors() {
    if [ -n "${NRNWHEEL_DEBIAN_MIRROR:-}" ]; then
        printf '%s\n' "$NRNWHEEL_DEBIAN_MIRROR"
        return
    fi
    apt-get indextargets --format '$(COMPONENT) $(RELEASE) $(REPO_URI)' 2>/dev/null |
        awk '$1 == "main" && $2 !~ /(security|updates|backports)/ && !seen[$3]++ { print $3 }'
}

mkdir -p "$destination"
destination=$(cd "$destination" && pwd)
private=$(mktemp -d "$destination/.apt.XXXXXX")
trap 'rm -rf "$private"' EXIT
mkdir -p "$private/state/lists/partial" "$private/cache/archives/partial" "$private/none"
: >"$private/state/status"
cat >"$private/apt.conf" <<CONFIGURATION
Dir::State "$private/state";
Dir::State::status "$private/state/status";
Dir::Cache "$private/cache";
Dir::Etc::sourcelist "$private/sources.list";
Dir::Etc::sourceparts "$private/none";
Dir::Etc::preferences "$private/none/preferences";
Dir::Etc::preferencesparts "$private/none";
APT::Sandbox::User "";
APT::Update::Error-Mode "any";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
Acquire::Retries "3";
Dpkg::Use-Pty "0";
CONFIGURATION

sources=() binaries=()
for package in "$@"; do
    case $package in
        source:?*) sources+=("${package#source:}") ;;
        binary:?*) binaries+=("${package#binary:}") ;;
        *) fail "'$package' is neither source:NAME nor binary:NAME" ;;
    esac
done

private_apt() {
    APT_CONFIG="$private/apt.conf" apt-get -q "$@"
}

chosen=
candidates=$(mirrors)
for mirror in $candidates; do
    : >"$private/sources.list"
    [ ${#binaries[@]} -eq 0 ] || echo "deb [signed-by=$keyring] $mirror $suite main" >>"$private/sources.list"
    [ ${#sources[@]} -eq 0 ] || echo "deb-src [signed-by=$keyring] $mirror $suite main" >>"$private/sources.list"
    echo "debian-sources: reading the index of $suite"
    if private_apt update >"$private/update.log" 2>&1; then
        chosen=$mirror
        break
    fi
done
if [ -z "$chosen" ]; then
    [ -f "$private/update.log" ] && tail -n 20 "$private/update.log" >&2
    fail "no apt source of this machine serves Debian's $suite; set NRNWHEEL_DEBIAN_MIRROR to a Debian mirror's address"
fi

cd "$destination"
for package in ${sources[@]+"${sources[@]}"}; do
    echo "debian-sources: downloading the source of $package"
    if ! private_apt source --download-only "$package" >"$private/source.log" 2>&1; then
        # A mirror may have dropped the .dsc and kept the tar files; the caller decides whether that is enough.
        echo "debian-sources: the mirror lacks a part of $package (often only its .dsc); going on with what came"
    fi
done
for package in ${binaries[@]+"${binaries[@]}"}; do
    echo "debian-sources: downloading $package"
    private_apt download "$package" >"$private/binary.log" 2>&1 || {
        cat "$private/binary.log" >&2
        fail "$package of $suite cannot be downloaded"
    }
done
