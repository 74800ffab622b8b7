/** Plans, runs and proves builds of Python wheels. */
module org.nrnwheel.core {
    requires static transitive org.jspecify;
    requires java.management;
    requires java.xml;
    requires jdk.management;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.toml;
    requires org.apache.commons.compress;

    exports org.nrnwheel;
    exports org.nrnwheel.audit;
    exports org.nrnwheel.diff;
    exports org.nrnwheel.env;
    exports org.nrnwheel.error;
    exports org.nrnwheel.event;
    exports org.nrnwheel.index;
    exports org.nrnwheel.plan;
    exports org.nrnwheel.platform;
    exports org.nrnwheel.policy;
    exports org.nrnwheel.recipe;
    exports org.nrnwheel.repair;
    exports org.nrnwheel.report;
    exports org.nrnwheel.request;
    exports org.nrnwheel.result;
    exports org.nrnwheel.source;
    exports org.nrnwheel.tag;
    exports org.nrnwheel.testing;
    exports org.nrnwheel.wheel;
    exports org.nrnwheel.concurrent to
            org.nrnwheel.azure,
            org.nrnwheel.cli,
            org.nrnwheel.pypi;
    exports org.nrnwheel.elf to
            org.nrnwheel.cli,
            org.nrnwheel.testkit;
    exports org.nrnwheel.json to
            org.nrnwheel.azure,
            org.nrnwheel.cli,
            org.nrnwheel.docker,
            org.nrnwheel.pypi,
            org.nrnwheel.rootfs,
            org.nrnwheel.testkit;
    exports org.nrnwheel.net to
            org.nrnwheel.azure,
            org.nrnwheel.pypi,
            org.nrnwheel.rootfs;
    exports org.nrnwheel.run.host to
            org.nrnwheel.azure,
            org.nrnwheel.cli,
            org.nrnwheel.docker,
            org.nrnwheel.rootfs,
            org.nrnwheel.testkit;
    exports org.nrnwheel.shell to
            org.nrnwheel.docker;

    uses org.nrnwheel.platform.PlatformProvider;

    provides org.nrnwheel.platform.PlatformProvider with
            org.nrnwheel.run.host.HostPlatformProvider;
}
