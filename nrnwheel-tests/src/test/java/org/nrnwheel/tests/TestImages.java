package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.env.Environment;

/** Images for tests, made by our scripts in a real engine, which they start when none answers. */
final class TestImages {
    private static final Path SCRIPTS =
            Path.of("..", "scripts").toAbsolutePath().normalize();

    private TestImages() {}

    /** Sees that an engine is there. */
    static void engine() {
        assertThat(script("docker-engine", "start")).isNotEmpty();
    }

    /** Debian with Python and nothing more. */
    static String small() {
        engine();
        return script("small-image");
    }

    /** What NEURON's wheels are built in, with Python 3.9, 3.11 and 3.12. */
    static String manylinux() {
        engine();
        return script("manylinux-image");
    }

    /** Removes the cache volumes of temporary directories that are gone. */
    static void removeCaches(Environment environment) {
        assertThat(Containers.clean(environment.withVariable("NRNWHEEL_CACHE", "/no/such/cache"), true))
                .isNotNull();
    }

    static String script(String... words) {
        List<String> argv = new ArrayList<>(List.of(words));
        argv.set(0, SCRIPTS.resolve(words[0]).toString());
        try {
            Processes.Result result = Processes.run(SCRIPTS, Map.of(), argv);
            assertThat(result.exit())
                    .describedAs(String.join(" ", argv) + "\n" + result.output())
                    .isZero();
            return result.output().strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
