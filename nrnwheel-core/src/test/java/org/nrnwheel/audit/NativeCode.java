package org.nrnwheel.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles ELF files of this machine's architecture for tests. */
public final class NativeCode {
    /** An extension module {@code _x}, as far as an audit sees one. */
    static final String EXTENSION = "int PyInit__x(void) { return 0; }\n";

    private final Path directory;
    private int count;

    public NativeCode(Path directory) {
        this.directory = directory;
    }

    /** Compiles C to a shared library. */
    public byte[] library(String source, String... flags) throws IOException {
        List<String> all = new ArrayList<>(List.of("-shared", "-fPIC"));
        all.addAll(List.of(flags));
        return Files.readAllBytes(compile("lib" + ++count + ".so", source, all));
    }

    /** Compiles C to a shared library that others are linked with: its file has its soname. */
    public Path named(String soname, String source) {
        return compile(soname, source, List.of("-shared", "-fPIC", "-Wl,-soname," + soname));
    }

    byte[] program(String source, String... flags) throws IOException {
        return Files.readAllBytes(compile("program" + ++count, source, List.of(flags)));
    }

    private Path compile(String name, String source, List<String> flags) {
        try {
            Path file = directory.resolve(name);
            Path input = Files.writeString(directory.resolve(name + ".c"), source);
            List<String> argv = new ArrayList<>(List.of("gcc", "-o", file.toString(), input.toString()));
            argv.addAll(flags);
            Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", argv, text).isZero();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("this test needs gcc: run scripts/install-prerequisites neuron", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
