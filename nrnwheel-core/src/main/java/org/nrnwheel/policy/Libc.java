package org.nrnwheel.policy;

/** The C libraries that platform tags promise to run with. */
public enum Libc {
    /** GNU's: {@code manylinux} (PEP 600). */
    GLIBC("manylinux"),
    /** musl: {@code musllinux} (PEP 656). */
    MUSL("musllinux");

    private final String prefix;

    Libc(String prefix) {
        this.prefix = prefix;
    }

    /**
     * Returns how its tags begin.
     *
     * @return {@code manylinux} or {@code musllinux}
     */
    public String prefix() {
        return prefix;
    }
}
