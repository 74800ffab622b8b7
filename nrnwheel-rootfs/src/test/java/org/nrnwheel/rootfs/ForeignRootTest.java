package org.nrnwheel.rootfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Machine;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformProvider.Offer;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.result.PlanProblemsException;
import org.nrnwheel.tag.Architecture;

/** A root whose programs no kernel runs: an ELF header and nothing after it. */
class ForeignRootTest {
    private static final Machine PLAIN = Machine.of(Architecture.X86_64);
    private static final int EM_AARCH64 = 183;

    @TempDir
    Path directory;

    private Path root;
    private Environment environment;

    @BeforeEach
    void makeRoot() throws IOException {
        root = directory.resolve("root");
        for (String name : new String[] {"root", "tmp", "proc", "dev", "bin"}) {
            Files.createDirectories(root.resolve(name));
        }
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).putShort(18, (short) EM_AARCH64);
        Path shell = Files.write(root.resolve("bin/dash"), header.array());
        Files.setPosixFilePermissions(shell, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("/bin/dash"));
        Path tree = Files.createDirectories(directory.resolve("tree"));
        Files.writeString(
                tree.resolve("pyproject.toml"),
                "[build-system]\nrequires = [\"setuptools\"]\n[project]\nname = \"a\"\nversion = \"1\"\n");
        environment = Environment.system()
                .withVariable("NRNWHEEL_CACHE", directory.resolve("cache").toString());
    }

    private Offer offer(Machine machine) {
        return RootfsPlatform.offer(
                PlatformSpec.parse("rootfs:" + root), new RootfsSettings(root.toString(), 0), environment, machine);
    }

    private WheelBuilder<?> builder() {
        Platform platform = ((Offer.Ready) offer(PLAIN)).platform();
        return WheelBuilder.linux()
                .source(directory.resolve("tree"))
                .environment(environment)
                .on(platform)
                .wheelhouse(directory.resolve("wheelhouse"));
    }

    @Test
    void itIsAProblemOfThePlan() {
        BuildPlan plan = builder().python("3.11").plan();

        assertThat(plan.jobs()).isEmpty();
        assertThat(plan.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.id()).isEqualTo("emulation");
            assertThat(problem.message()).contains("aarch64", "x86_64");
            assertThat(problem.remedy()).contains("qemu-user-static");
        });
    }

    @Test
    void nothingIsBegun() {
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(PlanProblemsException.class)
                .hasMessageContaining("aarch64");
        assertThat(directory.resolve("cache/roots")).doesNotExist();
        assertThat(directory.resolve("wheelhouse")).doesNotExist();
    }

    @Test
    void aCpuThatIsEmulatedHasAnotherReasonNotToRun() {
        Offer offer = offer(new Machine(Architecture.X86_64, Set.of(Architecture.AARCH64)));

        assertThat(((Offer.Refused) offer).reason()).contains("no process can be started");
    }
}
