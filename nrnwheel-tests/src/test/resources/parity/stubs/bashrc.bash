# ~/.bashrc of the GPU image: environment modules. What NVIDIA's module file exports, as far as a build can notice.
. /stubs/recorder.bash
module() {
    record_call module "$@"
    [[ "$*" == "load nvhpc" ]] || return 1
    export NVHPC=/opt/nvidia/hpc_sdk NVHPC_ROOT=/opt/nvidia/hpc_sdk/Linux_x86_64/22.1
    export CC=$NVHPC_ROOT/compilers/bin/nvc CXX=$NVHPC_ROOT/compilers/bin/nvc++
    export FC=$NVHPC_ROOT/compilers/bin/nvfortran F90=$NVHPC_ROOT/compilers/bin/nvfortran F77=$NVHPC_ROOT/compilers/bin/nvfortran
    export CPP=cpp
    export PATH="$NVHPC_ROOT/compilers/bin:$PATH"
}
