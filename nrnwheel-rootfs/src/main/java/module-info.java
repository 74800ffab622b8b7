/** Image roots: container images that are unpacked and entered without an engine. */
module org.nrnwheel.rootfs {
    requires static transitive org.jspecify;
    requires transitive org.nrnwheel.core;
    requires com.fasterxml.jackson.databind;
    requires org.apache.commons.compress;
    requires com.github.luben.zstd_jni;

    exports org.nrnwheel.rootfs;

    provides org.nrnwheel.platform.PlatformProvider with
            org.nrnwheel.rootfs.RootfsPlatformProvider;
}
