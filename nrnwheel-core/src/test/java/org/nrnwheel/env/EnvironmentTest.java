package org.nrnwheel.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static final Environment EMPTY = new Environment(
            Map.of(), Map.of("user.home", "/home/u", "user.dir", "/home/u/nrn", "java.io.tmpdir", "/tmp"));

    @Test
    void directoriesFollowTheXdgSpecification() {
        assertThat(EMPTY.cacheDirectory()).isEqualTo(Path.of("/home/u/.cache/nrnwheel"));
        assertThat(EMPTY.dataDirectory()).isEqualTo(Path.of("/home/u/.local/share/nrnwheel"));
        assertThat(EMPTY.withVariable("XDG_CACHE_HOME", "/c").cacheDirectory()).isEqualTo(Path.of("/c/nrnwheel"));
        assertThat(EMPTY.withVariable("XDG_CACHE_HOME", "relative").cacheDirectory())
                .isEqualTo(Path.of("/home/u/.cache/nrnwheel"));
        assertThat(EMPTY.withVariable("NRNWHEEL_CACHE", "/own").cacheDirectory())
                .isEqualTo(Path.of("/own"));
        assertThat(EMPTY.withVariable("HOME", "/root").cacheDirectory()).isEqualTo(Path.of("/root/.cache/nrnwheel"));
    }

    @Test
    void pathLeavesOutEmptyAndRelativeEntries() {
        assertThat(EMPTY.withVariable("PATH", "/usr/bin::relative:/bin:").path())
                .containsExactly(Path.of("/usr/bin"), Path.of("/bin"));
        assertThat(EMPTY.path()).isEmpty();
    }

    @Test
    void anEmptyVariableIsNotSet() {
        assertThat(EMPTY.withVariable("A", "").variable("A")).isEmpty();
    }

    @Test
    void neitherItNorASecretShowsValues() {
        assertThat(EMPTY.withVariable("TOKEN", "hunter2").toString())
                .contains("TOKEN")
                .doesNotContain("hunter2");
        assertThat(Secret.of("TOKEN", "hunter2").toString()).isEqualTo("Secret<TOKEN>");
        assertThat(Secret.of("TOKEN", "hunter2").reveal()).isEqualTo("hunter2");
        assertThatThrownBy(() -> Secret.of("a b", "hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }
}
