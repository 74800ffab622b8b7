/** Contract suites for every SPI, and fakes, for tests of platforms; small wheels for tests of what reads them. */
module org.nrnwheel.testkit {
    requires static transitive org.jspecify;
    requires transitive org.nrnwheel.core;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;

    exports org.nrnwheel.testkit;
}
