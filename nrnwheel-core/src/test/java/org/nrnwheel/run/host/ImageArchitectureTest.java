package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.nrnwheel.tag.Architecture;

class ImageArchitectureTest {
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ARM64", "UNIVERSAL2"})
    void everyCpuOfLinuxIsFoundByTheNameThatImagesGiveIt(Architecture cpu) {
        Path platform = Path.of(ImageArchitecture.platform(cpu));
        assertThat(platform.startsWith("linux")).isTrue();
        assertThat(ImageArchitecture.find(platform.getName(1).toString())).contains(cpu);
    }
}
