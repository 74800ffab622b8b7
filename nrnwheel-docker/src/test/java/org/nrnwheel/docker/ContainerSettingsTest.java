package org.nrnwheel.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PlatformSpec;

class ContainerSettingsTest {
    @Test
    void anImageAloneIsAllThatIsNeeded() {
        ContainerSettings settings =
                ContainerSettings.of(PlatformSpec.parse("container:host:5000/wheel:latest-x86_64"));
        assertThat(settings.image()).isEqualTo("host:5000/wheel:latest-x86_64");
        assertThat(settings.source()).isEqualTo("/root/nrn");
        assertThat(settings.spec()).hasToString("container:host:5000/wheel:latest-x86_64");
    }

    @Test
    void settingsAreReadAndWritten() {
        String text = "container:cpus=1.5,image=wheel:1,memory=2147483648,mount=/opt/mpt/include:/nrnwheel/mpt/include,"
                + "network=host,source=/src,user=1000";
        ContainerSettings settings = ContainerSettings.of(PlatformSpec.parse(text));
        assertThat(settings.mounts())
                .containsExactly(new ContainerMount(Path.of("/opt/mpt/include"), "/nrnwheel/mpt/include"));
        assertThat(settings.cpus()).contains(1.5);
        assertThat(settings.spec()).hasToString(text);
        assertThat(ContainerSettings.of(settings.spec())).isEqualTo(settings);
    }

    @Test
    void memoryHasUnits() {
        assertThat(ContainerSettings.of(PlatformSpec.parse("container:image=i,memory=512m"))
                        .memory())
                .contains(512L << 20);
    }

    @Test
    void theDoorSetsWhatTheSpecificationSays() {
        ContainerPlatform platform = Containers.image("wheel:1")
                .memory(4L << 30)
                .cpus(2)
                .network("host")
                .user("0")
                .source("/src")
                .mount(Path.of("/a"), "/b")
                .mount(Path.of("/c"), "/d");
        assertThat(platform.spec())
                .isEqualTo(
                        PlatformSpec.parse(
                                "container:cpus=2.0,image=wheel:1,memory=4294967296,mount=/a:/b;/c:/d,network=host,source=/src,user=0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "container:image=i,colour=red",
                "container:image=i,memory=much",
                "container:image=i,memory=0",
                "container:image=i,cpus=0",
                "container:image=i,mount=/:/host",
                "container:image=i,mount=/a/..:/host",
                "container:image=i,mount=/a:/",
                "container:image=i,mount=/a",
                "container:image=i,source=nrn"
            })
    void whatCannotBeMeantIsRefused(String text) {
        PlatformSpec spec = PlatformSpec.parse(text);
        assertThatThrownBy(() -> ContainerSettings.of(spec)).isInstanceOf(InvalidRequestException.class);
    }
}
