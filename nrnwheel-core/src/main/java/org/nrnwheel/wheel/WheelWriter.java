package org.nrnwheel.wheel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.nrnwheel.concurrent.Ahead;
import org.nrnwheel.zip.ZipMember;

/**
 * Writes wheels anew (PEP 427): the same input gives the same bytes. Entries are sorted, those of {@code .dist-info} last,
 * RECORD at the very end; all have one time. What does not change is copied as it is compressed. Immutable, safe for use by
 * several threads.
 */
public final class WheelWriter {
    /** The earliest time that a zip archive can tell. */
    private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:00Z");

    /** Each may take some times the memory of its file; a large file keeps more processors busy by itself. */
    private static final int AT_ONCE = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** So many wait to be written, compressed: none behind a large file waits for it to be done. */
    private static final int AHEAD = 16;

    private static final int REGULAR_FILE = 0100000;
    private static final int PERMISSIONS = 07777;
    private static final int PLAIN = 0644;
    private static final List<String> SIGNATURES = List.of("RECORD.jws", "RECORD.p7s");

    private final long time;

    /**
     * Makes a writer.
     *
     * @param time the time of all entries, taken as UTC; before 1980 it is 1980
     */
    public WheelWriter(Instant time) {
        this.time = inArchives(time.isBefore(EARLIEST) ? EARLIEST : time);
    }

    /**
     * Writes a changed copy of a wheel. The file appears whole, in place of one of the same name; a failure leaves nothing.
     *
     * @param wheel the wheel, which stays as it is
     * @param changes what differs
     * @param target the new file; its directory must be there
     * @throws InvalidWheelException when the wheel is damaged
     * @throws UncheckedIOException when the file cannot be written
     */
    public void write(WheelFile wheel, WheelChanges changes, Path target) {
        Path directory = target.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalArgumentException("a wheel must be in a directory: " + target);
        }
        try {
            Path part = directory.resolve(".nrnwheel-" + UUID.randomUUID() + ".part");
            try {
                writeTo(part, wheel, changes);
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written: " + e, e);
        }
    }

    private void writeTo(Path part, WheelFile wheel, WheelChanges changes) throws IOException {
        String record = wheel.distInfo() + "/RECORD";
        RecordLines lines = new RecordLines();
        Collection<String> names = names(wheel, changes);
        List<String> changed =
                names.stream().filter(changes.contents()::containsKey).toList();
        // a file of createTempFile could be read by its maker alone, and so could the wheel then
        try (CopiedDigests copied = CopiedDigests.begin(wheel, names, changes, lines);
                Ahead<String, Packed> packed =
                        new Ahead<>(changed, AT_ONCE, AHEAD, name -> packed(name, changes, lines));
                ZipArchiveOutputStream out = new ZipArchiveOutputStream(
                        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            for (String name : names) {
                if (changes.contents().containsKey(name)) {
                    add(out, name, packed.next(), mode(wheel, changes, name));
                } else {
                    copy(out, wheel, changes, name);
                }
            }
            copied.await();
            Packed text = Packed.of(lines.text(record).getBytes(StandardCharsets.UTF_8));
            add(out, record, text, mode(wheel, changes, record));
        }
    }

    /** In the order of the archive, without RECORD, signatures of the old one, and directories, which nobody needs. */
    private static Collection<String> names(WheelFile wheel, WheelChanges changes) {
        String metadata = wheel.distInfo() + "/";
        Set<String> all = new TreeSet<>(
                Comparator.comparing((String name) -> name.startsWith(metadata)).thenComparing(name -> name));
        Stream.concat(wheel.entries().stream().map(WheelEntry::name), changes.contents().keySet().stream())
                .filter(name -> !name.endsWith("/") && !changes.removed().contains(name))
                .forEach(all::add);
        all.remove(metadata + "RECORD");
        SIGNATURES.forEach(name -> all.remove(metadata + name));
        return all;
    }

    private void copy(ZipArchiveOutputStream out, WheelFile wheel, WheelChanges changes, String name)
            throws IOException {
        ZipMember old = wheel.zipEntry(name);
        ZipArchiveEntry entry = entry(name, mode(wheel, changes, name));
        entry.setMethod(old.method());
        entry.setSize(old.size());
        entry.setCompressedSize(old.compressed());
        entry.setCrc(old.crc());
        try (InputStream raw = wheel.rawStream(name)) {
            out.addRawArchiveEntry(entry, raw);
        }
    }

    /** A new content as the archive holds it. */
    private record Packed(BlockDeflater.Deflated deflated, int size, long crc) {
        static Packed of(byte[] bytes) {
            CRC32 crc = new CRC32();
            crc.update(bytes);
            return new Packed(BlockDeflater.deflate(bytes), bytes.length, crc.getValue());
        }
    }

    private static Packed packed(String name, WheelChanges changes, RecordLines lines) {
        byte[] bytes = Objects.requireNonNull(changes.contents().get(name)).get();
        lines.add(name, bytes);
        return Packed.of(bytes);
    }

    private void add(ZipArchiveOutputStream out, String name, Packed packed, int mode) throws IOException {
        ZipArchiveEntry entry = entry(name, mode);
        entry.setMethod(ZipEntry.DEFLATED);
        entry.setSize(packed.size());
        entry.setCompressedSize(packed.deflated().size());
        entry.setCrc(packed.crc());
        try (InputStream raw = packed.deflated().stream()) {
            out.addRawArchiveEntry(entry, raw);
        }
    }

    /** Archives tell local time, so the same local time is written wherever this runs. */
    private static long inArchives(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC)
                .atZone(ZoneId.systemDefault())
                .toInstant()
                .toEpochMilli();
    }

    private ZipArchiveEntry entry(String name, int mode) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTime(time);
        entry.setUnixMode(mode);
        return entry;
    }

    private static int mode(WheelFile wheel, WheelChanges changes, String name) {
        int before = wheel.contains(name) ? wheel.zipEntry(name).unixMode() : 0;
        int kept = (before & PERMISSIONS) == 0 ? PLAIN : before;
        return REGULAR_FILE | (changes.modes().getOrDefault(name, kept) & PERMISSIONS);
    }
}
