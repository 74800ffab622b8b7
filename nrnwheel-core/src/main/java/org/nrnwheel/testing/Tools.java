package org.nrnwheel.testing;

/** Names of the programs that checks need from the machine. */
public final class Tools {
    /** The interpreter's C++ compiler, or {@code CXX}. */
    public static final String CXX = "c++";

    /** {@code gcc}, or {@code CC}. */
    public static final String GCC = "gcc";

    /** The program {@code make}. */
    public static final String MAKE = "make";

    /** The program {@code perl}. */
    public static final String PERL = "perl";

    private Tools() {}
}
