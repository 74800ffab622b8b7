package org.nrnwheel.tests.fuzz;

/** Any bytes as a wheel. */
public final class FuzzZip {
    private FuzzZip() {}

    /** Audits one archive. What is unpacked may be 1032 times as large as the archive: more no deflated bytes can be. */
    public static void fuzzerTestOneInput(byte[] data) {
        Limit.hold(16 << 20, 4096, data, () -> Scratch.audit(data));
    }
}
