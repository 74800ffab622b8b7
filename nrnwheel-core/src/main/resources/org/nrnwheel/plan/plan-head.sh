
# The roots. Set any of them in the environment, or edit them here. SOURCE, WORK, VENV and DIST are made for each job, below
# BASE when they are not set; what stands at a place that was set is never replaced.
root_tree=${NRNWHEEL_SOURCE:-.}
root_cache=${CACHE:-${XDG_CACHE_HOME:-${HOME:?}/.cache}/nrnwheel}
root_wheelhouse=${WHEELHOUSE:-wheelhouse}
root_base=${BASE:-$root_cache/script}
set_source=${SOURCE:-}
set_work=${WORK:-}
set_venv=${VENV:-}
set_dist=${DIST:-}
# The program that repairs and tests wheels; empty: wheels are not tested.
tester=${NRNWHEEL-nrnwheel}

say() {
    printf '%s\n' "== $*"
}

fail() {
    printf '%s\n' "error: $*" >&2
    exit 1
}

# Makes a path absolute: found is the result.
absolute() {
    case $1 in
        /*) found=$1 ;;
        *) found=$PWD/$1 ;;
    esac
}

# Resolves the links in a directory's path: found is the result, whatever the path ends in.
real() {
    absolute "$1"
    found=$(cd "$found" && pwd -P && echo .)
    found=${found%??}
}

# env(1) would take a program below such a path for a variable.
sound() {
    case $1 in
        *=*) fail "$1 holds an equals sign: name another directory" ;;
    esac
}

real "$root_tree"
root_tree=$found
absolute "$root_cache"
root_cache=$found
absolute "$root_wheelhouse"
mkdir -p "$root_cache" "$found"
real "$found"
root_wheelhouse=$found
absolute "$root_base"
root_base=$found
sound "$root_cache"

parent() {
    mkdir -p "${1%/*}"
}

# Chooses a root's directory and makes it, empty: found is the result.
place() {
    if [ -z "$1" ]; then
        found=$2
        rm -rf "$found"
    else
        absolute "$1"
        [ ! -e "$found" ] || rmdir "$found" || fail "$found is not empty: name another directory"
    fi
    sound "$found"
    mkdir -p "$found"
}

begin() {
    place "$set_source" "$root_base/$1/src"
    root_source=$found
    place "$set_work" "$root_base/$1/work"
    root_work=$found
    place "$set_venv" "$root_base/$1/venv"
    root_venv=$found
    rmdir "$root_venv" # the step that makes the environment makes it
    place "$set_dist" "$root_base/$1/dist"
    root_dist=$found
    mkdir -p "$root_work/home" "$root_work/tmp"
    copy_source
}

# Copies the tree, but for a wheelhouse and a base that stand in it.
copy_source() {
    case $root_source/ in
        "$root_tree"/*) fail "$root_source is inside the source: set BASE or CACHE to a directory outside" ;;
    esac
    cp -a "$root_tree/." "$root_source"
    case $root_wheelhouse/ in
        "$root_tree"/?*) rm -rf "$root_source/${root_wheelhouse#"$root_tree"/}" ;;
    esac
}

# Removes what a finished job needs no more.
end() {
    rm -rf "$root_source" "$root_work" "$root_venv" "$root_dist"
}

# Takes the one file of those that a pattern named: found is the result.
only() {
    capture=$1
    shift
    found=
    count=0
    for file in "$@"; do
        [ -f "$file" ] || continue
        found=$file
        count=$((count + 1))
    done
    [ "$count" -eq 1 ] || fail "$capture: $count files, not one, match $*"
}

pure() {
    case $1 in
        *-any.whl) return 0 ;;
    esac
    return 1
}

# A wheel without native code needs no repair: the tool says so by failing.
unrepaired() {
    cat "$root_work/repair.log"
    grep -q -i -E 'does not look like a platform wheel|nothing to do' "$root_work/repair.log" || fail "the repair failed"
    cp "$1" "$2/"
}

# Repairs by nrnwheel itself; the first two words are variables that it heeds, empty when they are not set.
own_repair() (
    unset SOURCE_DATE_EPOCH LD_LIBRARY_PATH
    [ -z "$1" ] || export SOURCE_DATE_EPOCH="$1"
    [ -z "$2" ] || export LD_LIBRARY_PATH="$2"
    shift 2
    exec "$tester" "$@"
)

check_wheel() {
    necessity=$1
    shift
    if [ -z "$tester" ]; then
        say "not tested, since NRNWHEEL is empty: $2"
    elif "$tester" test "$@"; then
        say "passed: $2"
    elif [ "$necessity" = required ]; then
        fail "the wheel failed its test: $2"
    else
        say "warning: the wheel fails with the newest dependencies: $2"
    fi
}

# Puts a wheel into the wheelhouse: it appears there whole.
deliver() {
    part=$(mktemp "$root_wheelhouse/.part.XXXXXX")
    cp "$1" "$part"
    chmod 644 "$part"
    mv -f "$part" "$root_wheelhouse/${1##*/}"
}
