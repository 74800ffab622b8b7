/** Uploads wheels to package indexes. */
module org.nrnwheel.pypi {
    requires static transitive org.jspecify;
    requires transitive org.nrnwheel.core;
    requires com.fasterxml.jackson.databind;

    exports org.nrnwheel.pypi;
    exports org.nrnwheel.pypi.release;
}
