package org.nrnwheel.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A wheel for every platform (tag {@code py3-none-any}) that a test makes up, as <a
 * href="https://peps.python.org/pep-0427/">PEP 427</a> has it: the files that it was given, and a {@code .dist-info} directory with
 * METADATA, WHEEL, {@code entry_points.txt} where it has programs, and a RECORD that is right unless another was given.
 *
 * <p>Content and names are UTF-8. Entries are stored, not compressed: Java's writer puts the sizes of compressed ones after their
 * bytes (a data descriptor), and PyPI refuses wheels with such entries. Nothing depends on the time, the time zone or the order of
 * a hash: each {@code write} of the same wheel gives the same bytes.
 *
 * <p>Immutable: every method gives a new one. Safe for use by several threads, but what two of them write to one file is theirs to
 * keep apart.
 */
public final class SmallWheel {
    /** PEP 427: every other character of a name or a version is escaped in a file's name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._]+");

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._+!]+");

    /** What makes a field of RECORD, which is CSV, stand in quotes. */
    private static final Pattern QUOTED = Pattern.compile("[,\"\r\n]");

    private final String name;
    private final String version;
    private final String metadataVersion;
    private final List<String> metadata;
    private final String description;
    private final Map<String, String> files;
    private final List<String> scripts;
    private final Optional<String> record;

    private SmallWheel(
            String name,
            String version,
            String metadataVersion,
            List<String> metadata,
            String description,
            Map<String, String> files,
            List<String> scripts,
            Optional<String> record) {
        this.name = name;
        this.version = version;
        this.metadataVersion = metadataVersion;
        this.metadata = metadata;
        this.description = description;
        this.files = files;
        this.scripts = scripts;
        this.record = record;
    }

    /**
     * Returns a wheel of version 1.0, with Metadata-Version 2.1 and no files but those of its {@code .dist-info} directory.
     *
     * @param name the project's name, as the wheel's file name has it
     * @return the wheel
     * @throws IllegalArgumentException if the name has other characters than letters, digits, points and underscores of ASCII
     */
    public static SmallWheel named(String name) {
        check(NAME, name);
        return new SmallWheel(name, "1.0", "2.1", List.of(), "", Map.of(), List.of(), Optional.empty());
    }

    private static void check(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("not in a wheel's file name: '" + text + "'");
        }
    }

    /**
     * Returns one of another version.
     *
     * @param another the version, as the wheel's file name has it
     * @return the wheel
     * @throws IllegalArgumentException if it has other characters than letters, digits, points, underscores, {@code +} and {@code !}
     */
    public SmallWheel version(String another) {
        check(VERSION, another);
        return new SmallWheel(name, another, metadataVersion, metadata, description, files, scripts, record);
    }

    /**
     * Returns one with another Metadata-Version.
     *
     * @param another the version of the format of METADATA; it is not checked
     * @return the wheel
     */
    public SmallWheel metadataVersion(String another) {
        return new SmallWheel(name, version, another, metadata, description, files, scripts, record);
    }

    /**
     * Returns one with more lines in METADATA, after its name and version and those that it has.
     *
     * @param lines the lines, as {@code Requires-Dist: numpy}, without line ends; they are not checked
     * @return the wheel
     */
    public SmallWheel metadata(String... lines) {
        List<String> more = with(metadata, List.of(lines));
        return new SmallWheel(name, version, metadataVersion, more, description, files, scripts, record);
    }

    /**
     * Returns one with another description.
     *
     * @param text what stands in METADATA after the empty line that ends its fields, to the character; empty: no such line
     * @return the wheel
     */
    public SmallWheel description(String text) {
        return new SmallWheel(name, version, metadataVersion, metadata, text, files, scripts, record);
    }

    /**
     * Returns one with one more file.
     *
     * @param path its path in the archive; a file that is there already, also one of {@code .dist-info}, is replaced. It is not
     *     checked
     * @param content its content
     * @return the wheel
     */
    public SmallWheel with(String path, String content) {
        Map<String, String> more = new LinkedHashMap<>(files);
        more.put(path, content);
        return new SmallWheel(name, version, metadataVersion, metadata, description, more, scripts, record);
    }

    /**
     * Returns one with one more program.
     *
     * @param script the program's name
     * @param entry what it calls, as {@code module:function}; it is not checked
     * @return the wheel
     */
    public SmallWheel withScript(String script, String entry) {
        List<String> more = with(scripts, List.of(script + " = " + entry));
        return new SmallWheel(name, version, metadataVersion, metadata, description, files, more, record);
    }

    /**
     * Returns one with a RECORD that need not be right.
     *
     * @param content what stands in it, also nothing
     * @return the wheel
     */
    public SmallWheel record(String content) {
        return new SmallWheel(
                name, version, metadataVersion, metadata, description, files, scripts, Optional.of(content));
    }

    private static List<String> with(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }

    /**
     * Writes it, over a file of that name that is there.
     *
     * @param directory an existing directory
     * @return the file: {@code NAME-VERSION-py3-none-any.whl} in the directory
     * @throws IOException if it cannot be written
     */
    public Path write(Path directory) throws IOException {
        return Files.write(directory.resolve(name + "-" + version + "-py3-none-any.whl"), archive(entries()));
    }

    /**
     * Writes many versions of it: 1.1, 1.2 and so on.
     *
     * @param directory an existing directory
     * @param count how many
     * @return the files, in the order of their versions
     * @throws IOException if one cannot be written
     */
    public List<Path> writeVersions(Path directory, int count) throws IOException {
        List<Path> wheels = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            wheels.add(version("1." + i).write(directory));
        }
        return List.copyOf(wheels);
    }

    /** The files and their content; those of {@code .dist-info} last, as PEP 427 recommends. */
    private Map<String, String> entries() {
        String info = name + "-" + version + ".dist-info/";
        Map<String, String> entries = new LinkedHashMap<>(files);
        entries.putIfAbsent(info + "METADATA", metadataFile());
        entries.putIfAbsent(
                info + "WHEEL",
                "Wheel-Version: 1.0\nGenerator: nrnwheel-testkit\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        if (!scripts.isEmpty()) {
            entries.putIfAbsent(info + "entry_points.txt", "[console_scripts]\n" + String.join("\n", scripts) + "\n");
        }
        entries.putIfAbsent(info + "RECORD", record.orElseGet(() -> recordOf(entries, info + "RECORD")));
        return entries;
    }

    private String metadataFile() {
        StringBuilder text =
                new StringBuilder("Metadata-Version: ").append(metadataVersion).append('\n');
        text.append("Name: ").append(name).append('\n');
        text.append("Version: ").append(version).append('\n');
        metadata.forEach(line -> text.append(line).append('\n'));
        if (!description.isEmpty()) {
            text.append('\n').append(description);
        }
        return text.toString();
    }

    private static String recordOf(Map<String, String> entries, String itself) {
        StringBuilder lines = new StringBuilder();
        entries.forEach((path, content) -> {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            lines.append(QUOTED.matcher(path).find() ? '"' + path.replace("\"", "\"\"") + '"' : path)
                    .append(",sha256=")
                    .append(sha256(bytes))
                    .append(',')
                    .append(bytes.length)
                    .append('\n');
        });
        return lines.append(itself).append(",,\n").toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    private static byte[] archive(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                byte[] content = entry.getValue().getBytes(StandardCharsets.UTF_8);
                zip.putNextEntry(stored(entry.getKey(), content));
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }

    /** An entry whose size and checksum are known before its bytes, so that they stand before them. */
    private static ZipEntry stored(String path, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(path);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        // Not the first day of archives, in 1980: Java adds a field to an entry of that moment which depends on the
        // time zone.
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        return entry;
    }
}
