package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The data that stands in the library against the packages that it comes from. */
@Tag("slow")
class PolicyDataTest {
    @Test
    void policiesAreThoseOfAuditwheel() throws IOException, InterruptedException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Oracles.auditwheel().run(root, "python", "scripts/generate-policies", "--check");
    }

    @Test
    void theStableAbiIsThatOfAbi3info() throws IOException, InterruptedException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        Oracles.abi3().run(root, "python", "scripts/generate-stable-abi", "--check");
    }
}
