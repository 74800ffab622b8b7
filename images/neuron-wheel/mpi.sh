#!/bin/sh
# Makes /nrnwheel/openmpi and /nrnwheel/mpich, where NEURON's build looks for the headers and tests for the programs.
set -eu

# first PATH...: the first that is there.
first() {
    for path in "$@"; do
        if [ -e "$path" ]; then
            echo "$path"
            return
        fi
    done
    echo "mpi.sh: none of these is there: $*" >&2
    return 1
}

machine=$(uname -m)
mkdir -p /nrnwheel/openmpi /nrnwheel/mpich
ln -s "$(first "/usr/lib/$machine-linux-gnu/openmpi/include" "/usr/include/openmpi-$machine")" /nrnwheel/openmpi/include
ln -s "$(first "/usr/lib/$machine-linux-gnu/openmpi/lib" /usr/lib64/openmpi/lib)" /nrnwheel/openmpi/lib
ln -s "$(first "/usr/include/$machine-linux-gnu/mpich" "/usr/include/mpich-$machine")" /nrnwheel/mpich/include
ln -s "$(first "/usr/lib/$machine-linux-gnu/mpich/lib" "/usr/lib/$machine-linux-gnu" /usr/lib64/mpich/lib)" /nrnwheel/mpich/lib

mkdir -p /nrnwheel/openmpi/bin
for program in mpicc mpicxx mpiexec mpirun; do
    ln -s "$(first "/usr/bin/$program.openmpi" "/usr/lib64/openmpi/bin/$program")" "/nrnwheel/openmpi/bin/$program"
done
