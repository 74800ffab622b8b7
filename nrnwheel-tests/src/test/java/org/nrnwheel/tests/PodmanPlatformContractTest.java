package org.nrnwheel.tests;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.testkit.PlatformContract;

/** Containers of root's Podman keep the whole contract, with all their files on the disk. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodmanPlatformContractTest extends PlatformContract {
    private final PodmanService podman = PodmanService.rootful();

    @Override
    protected Platform platform() {
        return Containers.image(podman.image())
                .environment(podman.environment())
                .tmpfs(0);
    }

    @AfterAll
    void stop() {
        podman.close();
    }
}
