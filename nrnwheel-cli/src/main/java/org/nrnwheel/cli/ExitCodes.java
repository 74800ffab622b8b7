package org.nrnwheel.cli;

import java.util.Map;
import org.nrnwheel.error.WheelException;

/** Exit codes by error code; {@code docs/exit-codes.md} says what each means. */
final class ExitCodes {
    static final int DIFFERENT = 1;
    static final int INVALID_REQUEST = 2;
    static final int TEST_FAILED = 7;
    static final int AUDIT_FAILED = 15;
    static final int RELEASE_REFUSED = 18;
    static final int INTERNAL = 70;
    static final int CANCELLED = 130;

    static final Map<String, Integer> BY_CODE = Map.ofEntries(
            Map.entry("build-failed", 1),
            Map.entry("invalid-request", INVALID_REQUEST),
            Map.entry("source", 3),
            Map.entry("problems", 4),
            Map.entry("no-platform", 5),
            Map.entry("platform", 6),
            Map.entry("test-failed", TEST_FAILED),
            Map.entry("repair-failed", 8),
            Map.entry("wheelhouse", 9),
            Map.entry("invalid-wheel", 10),
            Map.entry("invalid-json", 11),
            Map.entry("provisioning", 12),
            Map.entry("index", 13),
            Map.entry("invalid-elf", 14),
            Map.entry("audit-failed", AUDIT_FAILED),
            Map.entry("image-root", 16),
            Map.entry("publish-failed", 17),
            Map.entry("release-refused", RELEASE_REFUSED),
            Map.entry("preflight-failed", 19),
            Map.entry("azure", 20),
            Map.entry("azure-run-failed", 21),
            Map.entry("build-cancelled", CANCELLED));

    private ExitCodes() {}

    static int of(WheelException error) {
        return BY_CODE.getOrDefault(error.code(), INTERNAL);
    }
}
