/** Programs that embed nrnwheel. */
module org.nrnwheel.examples {
    requires static org.jspecify;
    requires org.nrnwheel.pypi;
}
