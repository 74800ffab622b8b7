package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.testkit.PlatformContract;

/** Containers of a real Docker Engine keep the whole contract. */
@Tag("slow")
class DockerPlatformContractTest extends PlatformContract {
    @Override
    protected Platform platform() {
        return Containers.image(TestImages.small());
    }

    @Test
    void itIsFoundAsUsersFindIt() {
        assertThat(ServiceLoader.load(PlatformProvider.class))
                .extracting(PlatformProvider::scheme)
                .contains("container", "host");
    }

    @AfterAll
    static void removeCaches() {
        TestImages.removeCaches(Environment.system());
    }
}
