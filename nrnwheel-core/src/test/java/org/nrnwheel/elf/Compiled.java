package org.nrnwheel.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A library that needs another one, and programs that use it, compiled one way: {@code libouter.so} needs {@code libin.so.1}
 * by version {@code IN_1}; {@code linked} needs {@code libouter.so}; {@code opener FILE} opens a library and calls it.
 */
public record Compiled(Path directory, List<String> flags) {
    private static final String INNER = "int inner(void) { return 40; }\n";
    private static final String OUTER = """
            #include <stdio.h>
            #include <string.h>
            extern int inner(void);
            __thread int per_thread = 2;
            static char room[100000];
            int outer(void) {
                char text[32];
                memset(room, 1, sizeof room);
                snprintf(text, sizeof text, "%d", inner() + per_thread);
                return (text[0] - '0') * 10 + text[1] - '0' + room[99999] - 1;
            }
            """;
    private static final String LINKED = """
            #include <stdio.h>
            extern int outer(void);
            static char room[300000];
            int main(void) { printf("%d\\n", outer() + room[299999]); return 0; }
            """;
    private static final String OPENER = """
            #include <dlfcn.h>
            #include <stdio.h>
            int main(int argc, char **argv) {
                void *handle = dlopen(argv[1], RTLD_NOW);
                int (*outer)(void) = handle ? (int (*)(void)) dlsym(handle, "outer") : 0;
                if (!outer) { puts(dlerror()); return 1; }
                printf("%d\\n", outer());
                return 0;
            }
            """;

    public static Compiled with(Path directory, String... flags) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("inner.c"), INNER);
        Files.writeString(directory.resolve("inner.map"), "IN_1 { global: inner; local: *; };\n");
        Files.writeString(directory.resolve("outer.c"), OUTER);
        Files.writeString(directory.resolve("linked.c"), LINKED);
        Files.writeString(directory.resolve("opener.c"), OPENER);
        Compiled compiled = new Compiled(directory, List.of(flags));
        compiled.gcc("-shared -fPIC -o libin.so.1 inner.c -Wl,-soname,libin.so.1 -Wl,--version-script=inner.map");
        compiled.gcc("-shared -fPIC -o libouter.so outer.c libin.so.1 -Wl,-soname,libouter.so"
                + " -Wl,--disable-new-dtags -Wl,-rpath,/build/machine/only/lib:$ORIGIN");
        compiled.gcc("-o linked linked.c libouter.so -Wl,--enable-new-dtags -Wl,-rpath,$ORIGIN" + " -Wl,-rpath-link,"
                + directory);
        compiled.gcc("-o opener opener.c -ldl");
        return compiled;
    }

    /** Runs the compiler in the directory. */
    public void gcc(String arguments) {
        List<String> argv = new ArrayList<>(List.of("gcc"));
        argv.addAll(List.of(arguments.split(" ")));
        flags.stream()
                .filter(flag -> !(flag.equals("-no-pie") && argv.contains("-shared")))
                .forEach(argv::add);
        Programs.run(directory, argv.toArray(String[]::new));
    }

    ElfFile read(String name) throws IOException {
        return ElfFile.parse(ByteBuffer.wrap(Files.readAllBytes(directory.resolve(name))), name);
    }

    /** Edits a file where it is. */
    void edit(String name, ElfChanges changes) throws IOException {
        write(name, ElfEditor.edit(read(name), changes));
    }

    void write(String name, byte[] content) throws IOException {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What both programs print now. */
    String runs() {
        String opened = Programs.run(
                        directory, "./opener", directory.resolve("libouter.so").toString())
                .text();
        return opened + Programs.run(directory, "./linked").text();
    }

    List<String> readelf(String name) {
        Path file = directory.resolve(name);
        return Readelf.of(List.of(file)).getOrDefault(file, List.of());
    }

    /** What elfutils finds wrong with a file, without the addresses. */
    List<String> faults(String name) {
        return Programs.attempt(directory, "eu-elflint", "--gnu-ld", name).lines().stream()
                .map(line -> line.replaceAll("0x[0-9a-f]+|\\d+", "N"))
                .filter(line -> !line.equals("No errors"))
                .toList();
    }
}
