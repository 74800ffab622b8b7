/** Azure Pipelines: starts runs of a pipeline, follows them and fetches what they made. */
module org.nrnwheel.azure {
    requires static transitive org.jspecify;
    requires transitive org.nrnwheel.core;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;

    exports org.nrnwheel.azure;
}
