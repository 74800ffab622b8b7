package org.nrnwheel.wheel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.nrnwheel.tag.Version;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.zip.MemberStream;
import org.nrnwheel.zip.ZipDirectory;
import org.nrnwheel.zip.ZipEnd;
import org.nrnwheel.zip.ZipMember;

/**
 * A wheel that is open for reading (PEP 427). Opening checks what can harm: names that leave the directory a wheel is
 * unpacked into, names that stand twice, and sizes beyond {@link WheelLimits}. Safe for use by several threads; what they open is for
 * one thread each.
 */
public final class WheelFile implements AutoCloseable {
    /** What is read into memory at once; RECORD and METADATA are far smaller. */
    private static final long READABLE = 256L << 20;

    private final Path path;
    private final WheelName name;
    private final FileChannel channel;
    private final Map<String, ZipMember> entries;
    private final String distInfo;

    private WheelFile(Path path, WheelName name, FileChannel channel, Map<String, ZipMember> entries, String distInfo) {
        this.path = path;
        this.name = name;
        this.channel = channel;
        this.entries = entries;
        this.distInfo = distInfo;
    }

    /**
     * Opens a wheel.
     *
     * @param file the wheel
     * @return the open wheel
     * @throws InvalidWheelException when the file cannot be read or is no valid wheel
     */
    public static WheelFile open(Path file) {
        return open(file, WheelLimits.STANDARD);
    }

    /**
     * Opens a wheel with other limits.
     *
     * @param file the wheel
     * @param limits how much it may unpack to
     * @return the open wheel
     * @throws InvalidWheelException when the file cannot be read or is no valid wheel
     */
    public static WheelFile open(Path file, WheelLimits limits) {
        WheelName name = name(file);
        FileChannel channel = channel(file);
        try {
            Map<String, ZipMember> entries = new EntryChecks(file, limits).check(members(file, channel));
            return new WheelFile(file, name, channel, entries, distInfo(file, name, entries.keySet()));
        } catch (InvalidWheelException e) {
            closeAfter(channel, e);
            throw e;
        }
    }

    private static WheelName name(Path file) {
        try {
            return WheelName.parse(String.valueOf(file.getFileName()));
        } catch (IllegalArgumentException e) {
            throw new InvalidWheelException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static FileChannel channel(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            throw InvalidWheelException.unread(file, e);
        }
    }

    private static List<ZipMember> members(Path file, FileChannel channel) {
        try {
            ZipEnd end = ZipEnd.find(channel)
                    .orElseThrow(() -> new ZipException("it has no record of an archive's end; it may be cut off"));
            return ZipDirectory.read(channel, end);
        } catch (IOException e) {
            throw new InvalidWheelException(file, "it cannot be read as a zip archive: " + e.getMessage(), e);
        }
    }

    private static void closeAfter(FileChannel channel, InvalidWheelException e) {
        try {
            channel.close();
        } catch (IOException closing) {
            e.addSuppressed(closing);
        }
    }

    private static String distInfo(Path file, WheelName name, Set<String> entries) {
        List<String> found = entries.stream()
                .map(entry -> entry.substring(0, Math.max(0, entry.indexOf('/'))))
                .filter(top -> top.endsWith(".dist-info"))
                .distinct()
                .toList();
        if (found.size() != 1) {
            throw new InvalidWheelException(file, "it must have one .dist-info directory, but has " + found, null);
        }
        String top = found.get(0);
        if (!belongs(top.substring(0, top.length() - ".dist-info".length()), name)) {
            throw new InvalidWheelException(file, top + " is not that of " + name, null);
        }
        return top;
    }

    private static boolean belongs(String nameAndVersion, WheelName name) {
        int hyphen = nameAndVersion.lastIndexOf('-');
        return hyphen > 0
                && WheelName.normalize(nameAndVersion.substring(0, hyphen)).equals(name.project())
                && Version.find(nameAndVersion.substring(hyphen + 1)).equals(Optional.of(name.parsedVersion()));
    }

    /**
     * Returns the file.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    /**
     * Returns the file's name, taken apart.
     *
     * @return the name
     */
    public WheelName name() {
        return name;
    }

    /**
     * Returns the name of the directory with the metadata.
     *
     * @return e.g. {@code demo-1.0.dist-info}
     */
    public String distInfo() {
        return distInfo;
    }

    /**
     * Returns what is in the wheel.
     *
     * @return the entries, directories too, in the order of the archive's directory
     */
    public List<WheelEntry> entries() {
        return entries.values().stream()
                .map(e -> new WheelEntry(e.name(), e.size(), e.unixMode()))
                .toList();
    }

    /**
     * Says whether an entry is there.
     *
     * @param entry its name
     * @return whether it is
     */
    public boolean contains(String entry) {
        return entries.containsKey(entry);
    }

    /**
     * Opens an entry. The stream ends with an {@link IOException} when the entry is damaged or has another size than it
     * says.
     *
     * @param entry its name
     * @return its bytes; close it
     * @throws InvalidWheelException when there is no such entry, or it cannot be read
     */
    public InputStream stream(String entry) {
        ZipMember found = entry(entry);
        try {
            return new ExactSizeStream(MemberStream.content(channel, found), found.size());
        } catch (IOException e) {
            throw damaged(entry, e);
        }
    }

    /**
     * Reads an entry.
     *
     * @param entry its name
     * @return its bytes
     * @throws InvalidWheelException when there is no such entry, it is damaged, or larger than 256 MiB
     */
    public byte[] read(String entry) {
        if (entry(entry).size() > READABLE) {
            throw new InvalidWheelException(path, entry + " is too large to be read at once", null);
        }
        try (InputStream in = stream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw damaged(entry, e);
        }
    }

    /**
     * Reads METADATA.
     *
     * @return the metadata
     * @throws InvalidWheelException when it is missing, not valid, or of another distribution than the file's name says
     */
    public CoreMetadata metadata() {
        CoreMetadata metadata = parsed("METADATA", CoreMetadata::parse);
        boolean same = metadata.project().equals(name.project())
                && Version.parse(metadata.version()).equals(name.parsedVersion());
        if (!same) {
            String other = metadata.name() + " " + metadata.version();
            throw new InvalidWheelException(path, distInfo + "/METADATA is that of " + other, null);
        }
        return metadata;
    }

    /**
     * Reads WHEEL.
     *
     * @return the wheel's own metadata
     * @throws InvalidWheelException when it is missing or not valid
     */
    public WheelMetadata wheelMetadata() {
        return parsed("WHEEL", WheelMetadata::parse);
    }

    /**
     * Reads RECORD; {@link #verify()} compares it with the entries.
     *
     * @return the record
     * @throws InvalidWheelException when it is missing or not valid
     */
    public RecordFile record() {
        return parsed("RECORD", bytes -> RecordFile.parse(new String(bytes, StandardCharsets.UTF_8)));
    }

    /**
     * Reads entry points.
     *
     * @return objects by name by group, e.g. {@code console_scripts}; empty when the wheel has none
     * @throws InvalidWheelException when the file is not valid
     */
    public Map<String, Map<String, String>> entryPoints() {
        return contains(distInfo + "/entry_points.txt")
                ? parsed("entry_points.txt", bytes -> EntryPoints.parse(new String(bytes, StandardCharsets.UTF_8)))
                : Map.of();
    }

    /**
     * Compares every entry with RECORD: each must be there with the same size and a hash of SHA-256 or stronger, and
     * nothing else may be there. Reads the whole wheel.
     *
     * @throws InvalidWheelException when they differ; the message names the first few that do
     */
    public void verify() {
        List<String> problems = new RecordCheck(this).problems();
        if (!problems.isEmpty()) {
            String more = problems.size() > 5 ? "; and " + (problems.size() - 5) + " more" : "";
            String shown = problems.stream().limit(5).collect(Collectors.joining("; "));
            throw new InvalidWheelException(path, "RECORD does not fit: " + shown + more, null);
        }
    }

    /** Closes the file. Idempotent. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new InvalidWheelException(path, "it cannot be closed: " + e, e);
        }
    }

    private <T> T parsed(String file, Function<byte[], T> parse) {
        String entry = distInfo + "/" + file;
        byte[] bytes = read(entry);
        try {
            return parse.apply(bytes);
        } catch (IllegalArgumentException e) {
            throw new InvalidWheelException(path, entry + ": " + e.getMessage(), e);
        }
    }

    /** The archive's own entry. */
    ZipMember zipEntry(String entry) {
        return entry(entry);
    }

    /** The bytes of an entry as they are compressed. */
    InputStream rawStream(String entry) {
        try {
            return MemberStream.raw(channel, entry(entry));
        } catch (IOException e) {
            throw damaged(entry, e);
        }
    }

    private ZipMember entry(String entry) {
        ZipMember found = entries.get(entry);
        if (found == null) {
            throw new InvalidWheelException(path, "it has no entry " + entry, null);
        }
        return found;
    }

    private InvalidWheelException damaged(String entry, IOException e) {
        return new InvalidWheelException(path, entry + " is damaged: " + e.getMessage(), e);
    }
}
