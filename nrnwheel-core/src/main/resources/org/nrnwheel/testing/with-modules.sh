#!/bin/bash
# usage: with-modules.sh MODULE... -- COMMAND...
#
# Runs a command with environment modules loaded, those that NEURON's test script loads.
if ! type module >/dev/null 2>&1; then
    for init in "${LMOD_PKG:-}/init/bash" "${MODULESHOME:-}/init/bash" /etc/profile.d/lmod.sh /etc/profile.d/z00_lmod.sh \
        /etc/profile.d/modules.sh /usr/share/lmod/lmod/init/bash /usr/share/modules/init/bash; do
        if [ -r "$init" ]; then
            . "$init"
            break
        fi
    done
fi
if ! type module >/dev/null 2>&1; then
    echo "there is no module command, which would bring $1" >&2
    exit 1
fi
case $(hostname -f 2>/dev/null) in
    *r*bbp.epfl.ch*) module load unstable ;;
esac
while [ "$1" != -- ]; do
    module load "$1" || exit 1
    shift
done
shift
exec "$@"
