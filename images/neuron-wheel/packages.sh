#!/bin/sh
# Installs what NEURON's build needs from the packages of the image's own distribution.
set -eu

if command -v apt-get >/dev/null; then
    # Nothing of a half-built image is ever used, so that its files are on the disk need not be waited for.
    echo force-unsafe-io >/etc/dpkg/dpkg.cfg.d/unsafe-io
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q update
    apt-get -q install --yes --no-install-recommends \
        build-essential dpkg-dev cmake ninja-build git bison flex curl unzip ccache xz-utils patch ca-certificates \
        libx11-dev libxcomposite-dev libxext-dev libopenmpi-dev openmpi-bin libmpich-dev mpich
    apt-get clean
    rm -rf /var/lib/apt/lists/*
elif command -v yum >/dev/null; then
    yum -y install gcc gcc-c++ make cmake git bison flex curl unzip xz patch \
        libX11-devel libXcomposite-devel libXext-devel openmpi-devel mpich-devel
    yum -y clean all
else
    echo "packages.sh: neither apt-get nor yum in this image" >&2
    exit 1
fi
