# ~/.bashrc of the GPU image: environment modules. What NVIDIA's module file of nvhpc 22.1 exports. The call is recorded with the
# environment that it leaves.
. /stubs/recorder.bash
module() {
    if [[ "$*" == "load nvhpc" ]]; then
        load_nvhpc /opt/nvidia/hpc_sdk/Linux_x86_64/22.1
    fi
    record_call module "$@"
}

load_nvhpc() {
    export NVHPC=/opt/nvidia/hpc_sdk NVHPC_ROOT=$1
    export CC=$1/compilers/bin/nvc CXX=$1/compilers/bin/nvc++ CPP=cpp
    export FC=$1/compilers/bin/nvfortran F90=$1/compilers/bin/nvfortran F77=$1/compilers/bin/nvfortran
    export OPAL_PREFIX=$1/comm_libs/mpi
    export PATH="$1/compilers/extras/qd/bin:$1/comm_libs/mpi/bin:$1/compilers/bin:$1/cuda/bin:$PATH"
    export LD_LIBRARY_PATH="$1/comm_libs/mpi/lib:$1/math_libs/lib64:$1/compilers/lib:$1/cuda/lib64"
    export CPATH="$1/comm_libs/mpi/include:$1/math_libs/include"
    export MANPATH="$1/compilers/man"
}
