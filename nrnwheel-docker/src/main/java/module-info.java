/** Builds in containers: Docker Engine and Podman's Docker API. */
module org.nrnwheel.docker {
    requires static transitive org.jspecify;
    requires transitive org.nrnwheel.core;
    requires static org.immutables.value.annotations;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.github.dockerjava.api;
    requires com.github.dockerjava.core;
    requires com.github.dockerjava.transport;
    requires com.github.dockerjava.transport.zerodep;
    requires org.apache.commons.compress;

    exports org.nrnwheel.docker;

    provides org.nrnwheel.platform.PlatformProvider with
            org.nrnwheel.docker.ContainerPlatformProvider;
}
