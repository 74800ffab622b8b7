/** The command line: arguments and printing only. */
module org.nrnwheel.cli {
    requires transitive org.nrnwheel.core;
    requires org.nrnwheel.azure;
    requires org.nrnwheel.docker;
    requires org.nrnwheel.pypi;
    requires org.nrnwheel.rootfs;
    requires info.picocli;
    requires me.tongfei.progressbar;

    opens org.nrnwheel.cli to
            info.picocli;
}
