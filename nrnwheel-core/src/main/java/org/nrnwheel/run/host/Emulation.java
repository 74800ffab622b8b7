package org.nrnwheel.run.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.nrnwheel.elf.ElfMachine;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Machine;
import org.nrnwheel.tag.Architecture;

/**
 * Programs of other CPUs on this host, by Linux's binfmt_misc (the kernel's admin-guide/binfmt-misc). A handler counts when it
 * has flag F: only then the emulator is found from within containers and image roots. Stateless.
 */
public final class Emulation {
    private static final Path HANDLERS = Path.of("/proc/sys/fs/binfmt_misc");
    private static final Set<String> NO_HANDLERS = Set.of("register", "status");
    private static final String ENABLED = "enabled";
    /** The part of an ELF header that ends with the machine. */
    private static final int START = 20;

    private Emulation() {}

    /**
     * Looks at this host.
     *
     * @param environment the process environment
     * @return this host's CPU and those that it emulates, or nothing when its CPU is unknown
     */
    public static Optional<Machine> machine(Environment environment) {
        return machine(environment, HANDLERS);
    }

    static Optional<Machine> machine(Environment environment, Path handlers) {
        return HostSystem.architecture(environment).map(cpu -> new Machine(cpu, registered(handlers)));
    }

    private static Set<Architecture> registered(Path directory) {
        Set<Architecture> found = EnumSet.noneOf(Architecture.class);
        if (!read(directory.resolve("status")).equals(List.of(ENABLED))) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!NO_HANDLERS.contains(String.valueOf(file.getFileName()))) {
                    handled(read(file)).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            // What cannot be read cannot be relied on.
        }
        return found;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Architecture> handled(List<String> lines) {
        Map<String, String> fields = new TreeMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            fields.put(space < 0 ? line : line.substring(0, space), space < 0 ? "" : line.substring(space + 1));
        }
        boolean counts = fields.containsKey(ENABLED)
                && fields.getOrDefault("flags:", "").contains("F")
                && fields.getOrDefault("offset", "").equals("0");
        return counts ? ElfMachine.startOf(bytes(fields.getOrDefault("magic", ""))) : Optional.empty();
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(hex.matches("([0-9a-f]{2})*") ? HexFormat.of().parseHex(hex) : new byte[0]);
    }

    /**
     * Says which CPU a program is for.
     *
     * @param program a file
     * @return the CPU, or nothing when it is no ELF file, cannot be read or is for none of wheels
     */
    public static Optional<Architecture> ofProgram(Path program) {
        try (InputStream in = Files.newInputStream(program)) {
            return ElfMachine.startOf(ByteBuffer.wrap(in.readNBytes(START)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
