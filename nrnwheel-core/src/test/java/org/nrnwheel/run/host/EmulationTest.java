package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Machine;
import org.nrnwheel.tag.Architecture;

class EmulationTest {
    private static final String ARM = "7f454c460201010000000000000000000200b700";
    private static final String POWER_BIG_ENDIAN = "7f454c4602020100000000000000000000020015";
    private static final String Z = "7f454c4602020100000000000000000000020016";

    @TempDir
    Path directory;

    @BeforeEach
    void enable() throws IOException {
        Files.writeString(directory.resolve("register"), "");
        Files.writeString(directory.resolve("status"), "enabled\n");
    }

    private void handler(String name, String state, String flags, String magic) throws IOException {
        Files.writeString(
                directory.resolve(name),
                state + "\ninterpreter /usr/libexec/emulator\nflags: " + flags + "\noffset 0\nmagic " + magic
                        + "\nmask " + "f".repeat(magic.length()) + "\n");
    }

    private Machine machine() {
        Environment environment = new Environment(Map.of(), Map.of("os.name", "Linux", "os.arch", "amd64"));
        return Emulation.machine(environment, directory).orElseThrow();
    }

    @Test
    void handlersAreKnownByWhatTheyTakeNotByTheirNames() throws IOException {
        handler("some-name", "enabled", "POCF", ARM);
        handler("another", "enabled", "F", Z);
        handler("not-of-wheels", "enabled", "F", POWER_BIG_ENDIAN);
        Files.writeString(
                directory.resolve("python3.11"),
                "enabled\ninterpreter /usr/bin/python3.11\nflags: F\noffset 0\nmagic a70d0d0a\n");
        Files.writeString(directory.resolve("jar"), "enabled\ninterpreter /usr/bin/jexec\nflags: F\nextension .jar\n");

        assertThat(machine())
                .isEqualTo(new Machine(Architecture.X86_64, Set.of(Architecture.AARCH64, Architecture.S390X)));
    }

    @Test
    void aHandlerThatWouldNotWorkInAnImageDoesNotCount() throws IOException {
        handler("without-f", "enabled", "OC", ARM);
        handler("off", "disabled", "POCF", ARM);
        assertThat(machine().emulated()).isEmpty();

        handler("good", "enabled", "POCF", ARM);
        Files.writeString(directory.resolve("status"), "disabled\n");
        assertThat(machine().emulated()).isEmpty();
    }

    @Test
    void withoutHandlersThereIsTheMachineItself() throws IOException {
        assertThat(machine()).isEqualTo(Machine.of(Architecture.X86_64));
        Environment environment = Environment.system();
        assertThat(Emulation.machine(environment, directory.resolve("none")))
                .contains(Machine.of(HostSystem.architecture(environment).orElseThrow()));
    }

    @Test
    void aProgramSaysWhichCpuItIsFor() throws IOException {
        Environment environment = Environment.system();
        assertThat(Emulation.ofProgram(Path.of("/bin/sh"))).isEqualTo(HostSystem.architecture(environment));
        assertThat(Emulation.ofProgram(Files.writeString(directory.resolve("script"), "#!/bin/sh -e\n: a script\n")))
                .isEmpty();
        assertThat(Emulation.ofProgram(directory.resolve("none"))).isEmpty();
    }
}
