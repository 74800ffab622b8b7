package org.nrnwheel.run.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes an unpacked {@code org.bytedeco:cpython} what an installed CPython is: programs that can be run and their links, and
 * build data that names the directory it is in instead of its builder's, and that links extensions as manylinux's Pythons
 * do: without the builder's runtime paths, not stripped, and not against libpython.
 */
final class PythonMending {
    private static final Pattern PREFIX = Pattern.compile("'prefix': '([^']*)'");
    private static final String RPATHS = "-Wl(?:,-rpath,[^,\\s'\"]+)+";
    /** A value in the build data may be broken over two string literals. */
    private static final Pattern DATA_STRIP_RPATH = Pattern.compile("(?:-s (?:'\\n *')?)?" + RPATHS);

    private static final Pattern STRIP_RPATH = Pattern.compile("(?:-s +)?" + RPATHS);
    private static final Pattern SHARED = Pattern.compile("(['\"])(Py|PY)_ENABLE_SHARED\\1: 1");
    private static final Pattern MAKE_SHARED = Pattern.compile("^(PY_ENABLE_SHARED=\\s*)1$", Pattern.MULTILINE);
    private static final int ELF_MAGIC = 0x7f454c46; // "\177ELF", big endian

    private final Path directory;
    private final String python;
    private final Path last;

    private PythonMending(Path directory, String version, Path last) {
        this.directory = directory;
        this.python = "python" + version;
        this.last = last;
    }

    /** Mends a Python for the directory that it will be moved to. */
    static void mend(Path directory, String version, Path last) throws IOException {
        PythonMending mending = new PythonMending(directory, version, last);
        mending.linkLibrary();
        mending.mendPrograms();
        mending.mendBuildData();
    }

    private void linkLibrary() throws IOException {
        for (Path library : files(directory.resolve("lib"), "libpython3.*.so.1.0")) {
            String name = library.getFileName().toString();
            link(library.resolveSibling(name.substring(0, name.length() - ".1.0".length())), name);
        }
    }

    private void mendPrograms() throws IOException {
        Path bin = directory.resolve("bin");
        link(bin.resolve("python3"), python);
        link(bin.resolve("python"), python);
        Path withAbi = bin.resolve(python + "m");
        if (Files.exists(withAbi)) {
            link(withAbi, python);
        }
        for (Path program : files(bin, "*")) {
            if (!Files.isSymbolicLink(program)) {
                Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private void mendBuildData() throws IOException {
        Path library = directory.resolve("lib").resolve(python);
        List<Path> data = files(library, "_sysconfigdata*.py");
        if (data.isEmpty()) {
            throw new IOException("no _sysconfigdata*.py in " + library);
        }
        String old = prefix(read(data.get(0)));
        List<Path> values = new ArrayList<>(data);
        // From 3.14 on the same values stand in JSON, too.
        values.addAll(files(library, "_sysconfig_vars*.json"));
        for (Path file : values) {
            write(file, moved(mendData(read(file)), old));
        }
        move(files(library, "build-details.json"), old);
        for (Path config : files(library, "config-*")) {
            for (Path file : files(config, "Makefile")) {
                write(file, moved(mendMakefile(read(file)), old));
            }
            move(files(config, "*.py"), old);
        }
        move(files(directory.resolve("lib/pkgconfig"), "*.pc"), old);
        move(files(directory.resolve("bin"), "*"), old);
    }

    static String prefix(String data) throws IOException {
        Matcher matcher = PREFIX.matcher(data);
        if (matcher.find()) {
            return matcher.group(1);
        }
        throw new IOException("the build data names no prefix");
    }

    static String mendData(String text) {
        String mended = DATA_STRIP_RPATH.matcher(text).replaceAll("");
        return SHARED.matcher(mended).replaceAll("$1$2_ENABLE_SHARED$1: 0");
    }

    static String mendMakefile(String text) {
        String mended = STRIP_RPATH.matcher(text).replaceAll("");
        return MAKE_SHARED.matcher(mended).replaceAll("$10");
    }

    private String moved(String text, String old) {
        return text.replace(old, last.toString());
    }

    private void move(List<Path> files, String old) throws IOException {
        for (Path file : files) {
            if (!Files.isSymbolicLink(file) && !isElf(file)) {
                write(file, moved(read(file), old));
            }
        }
    }

    private static boolean isElf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(Integer.BYTES);
            return head.length == Integer.BYTES && ByteBuffer.wrap(head).getInt() == ELF_MAGIC;
        }
    }

    private static void link(Path link, String target) throws IOException {
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(target));
    }

    private static List<Path> files(Path directory, String glob) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
            stream.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }

    /** Bytes that are no ASCII pass through as they are. */
    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }
}
