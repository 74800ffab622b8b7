package org.nrnwheel.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small real things from which fuzzing starts: what gcc makes here, a wheel, names of published wheels. */
final class FuzzSeeds {
    private static final List<List<String>> LINKED = List.of(
            List.of("-shared", "-fPIC", "-nostdlib", "-Wl,-soname,libseed.so.1"),
            List.of(
                    "-shared",
                    "-fPIC",
                    "-Wl,--enable-new-dtags,-rpath,$ORIGIN/lib:/usr/lib",
                    "-Wl,--hash-style=both",
                    "-s"),
            List.of("-shared", "-fPIC", "-Wl,--disable-new-dtags,-rpath,lib", "-Wl,--version-script=seed.map", "-s"),
            List.of("-c"),
            List.of("-DPROGRAM", "-no-pie", "-s"));

    private FuzzSeeds() {}

    /** Writes the seeds of a target; returns their directory. */
    static Path write(String target, Path directory) throws IOException, InterruptedException {
        switch (target) {
            case "FuzzTags" -> names(directory);
            case "FuzzZip" -> zips(directory);
            case "FuzzContent", "FuzzDeflate" -> contents(directory);
            case "FuzzElfEditor" -> {
                int choice = 1;
                for (byte[] elf : elfs(directory)) {
                    put(directory, joined((byte) choice, elf));
                    put(directory, joined((byte) 0x7f, elf));
                    choice = choice * 3 + 1;
                }
            }
            default -> {
                for (byte[] elf : elfs(directory)) {
                    put(directory, elf);
                }
            }
        }
        return directory;
    }

    static int count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return (int) files.count();
        }
    }

    private static void names(Path directory) throws IOException {
        for (String row : Corpus.names()) {
            put(directory, bytes(row));
        }
        put(directory, bytes("1!2.0rc1.post3.dev4+local.5"));
        put(directory, bytes("cp38.cp39-abi3-manylinux_2_17_x86_64.musllinux_1_1_x86_64"));
    }

    private static void zips(Path directory) throws IOException, InterruptedException {
        put(directory, zip(Map.of()));
        for (byte[] elf : elfs(directory)) {
            put(
                    directory,
                    zip(Map.of("demo/_x.so", elf, "demo/__init__.py", bytes("import numpy\n__version__ = '1'\n"))));
        }
    }

    private static byte[] zip(Map<String, byte[]> more) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : more.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
            for (String name : List.of("METADATA", "WHEEL", "RECORD")) {
                zip.putNextEntry(new ZipEntry("demo-1.0.dist-info/" + name));
                zip.write(bytes(text(name)));
            }
        }
        return out.toByteArray();
    }

    private static void contents(Path directory) throws IOException, InterruptedException {
        int choice = 0;
        for (String name : List.of("RECORD", "METADATA", "WHEEL", "RECORD", "entry_points.txt", "source", "Makefile")) {
            put(directory, joined((byte) choice++, bytes(text(name))));
        }
        for (byte[] elf : elfs(directory)) {
            put(directory, joined((byte) 7, elf));
        }
    }

    private static String text(String name) {
        return switch (name) {
            case "METADATA" -> """
                Metadata-Version: 2.1
                Name: demo
                Version: 1.0
                Requires-Dist: numpy (>=1.9)
                Requires-Python: >=3.8
                License: one
                        two

                Text
                """;
            case "WHEEL" ->
                "Wheel-Version: 1.0\nGenerator: seed\nRoot-Is-Purelib: false\nTag: cp311-cp311-linux_x86_64\nBuild: 1\n";
            case "RECORD" -> "demo/_x.so,sha256=AAAA,12\n\"a,\"\"b\",sha256=,\ndemo-1.0.dist-info/RECORD,,\n";
            case "entry_points.txt" -> "# comment\n[console_scripts]\ndemo = demo.cli:main [extra]\n";
            case "source" ->
                "#!/usr/bin/python\n\"\"\"Text.\"\"\"\nfrom numpy.linalg import x\nimport a, b.c as d # e\n__version__ = '1.0'\n";
            default -> "PREFIX = /root/build/demo\nLIB = /tmp/pip-build-x/lib\n";
        };
    }

    private static List<byte[]> elfs(Path directory) throws IOException, InterruptedException {
        Path work = Files.createDirectories(directory.resolveSibling("elf"));
        Files.writeString(work.resolve("seed.map"), "SEED_1 { global: seed; local: *; };\nSEED_2 { } SEED_1;\n");
        Files.writeString(work.resolve("seed.c"), """
                #include <stdio.h>
                __thread int local;
                int seed(void) { return local; }
                int PyInit__x(void) { return 0; }
                #ifdef PROGRAM
                int main(void) { puts("x"); return seed(); }
                #endif
                """);
        List<byte[]> files = new ArrayList<>();
        for (List<String> flags : LINKED) {
            List<String> argv = new ArrayList<>(List.of("gcc", "-Os", "-o", "seed.out", "seed.c"));
            argv.addAll(flags);
            Processes.Result result = Processes.run(work, Map.of(), argv);
            if (result.exit() != 0) {
                throw new IOException("this test needs gcc: " + result.output());
            }
            files.add(Files.readAllBytes(work.resolve("seed.out")));
        }
        return files;
    }

    private static byte[] joined(byte first, byte[] rest) {
        byte[] joined = new byte[rest.length + 1];
        joined[0] = first;
        System.arraycopy(rest, 0, joined, 1, rest.length);
        return joined;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(Path directory, byte[] seed) throws IOException {
        Files.write(directory.resolve("seed" + count(directory)), seed);
    }
}
