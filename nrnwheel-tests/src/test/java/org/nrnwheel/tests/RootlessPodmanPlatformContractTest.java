package org.nrnwheel.tests;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.testkit.PlatformContract;

/** Containers of an ordinary user's Podman keep the whole contract. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RootlessPodmanPlatformContractTest extends PlatformContract {
    private final PodmanService podman = PodmanService.rootless();

    @Override
    protected Platform platform() {
        // Podman's own networks of ordinary users need a device that is not on every machine.
        return Containers.image(podman.image())
                .environment(podman.environment())
                .network("host");
    }

    @AfterAll
    void stop() {
        podman.close();
    }
}
