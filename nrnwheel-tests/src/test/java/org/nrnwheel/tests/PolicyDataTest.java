package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The policies that stand in the library against those of PyPI's auditwheel. */
@Tag("slow")
class PolicyDataTest {
    @Test
    void policiesAreThoseOfAuditwheel() throws IOException, InterruptedException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Oracles.auditwheel().run(root, "python", "scripts/generate-policies", "--check");
    }
}
