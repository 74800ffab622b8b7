package org.nrnwheel.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a zip archive lies in its file (PKWARE's APPNOTE), read for what package indexes refuse: entries that stand twice,
 * local headers that say something else than the directory, bytes that belong to nothing. Archives of more than 4 GiB
 * (zip64) are passed over.
 */
final class ZipLayout {
    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_SIZE = 22;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL_SIZE = 30;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int DESCRIPTOR = 8;
    private static final long ZIP64 = 0xffffffffL;

    /**
     * Where an entry's bytes are.
     *
     * @param offset of its compressed bytes in the file
     * @param compressed how many they are
     * @param size how many they unpack to
     * @param crc their CRC-32, unpacked
     * @param isDeflated whether they are compressed
     */
    record Place(long offset, long compressed, long size, long crc, boolean isDeflated) {}

    private final FileChannel channel;
    private final long fileSize;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private boolean isArchive;

    private ZipLayout(FileChannel channel, long fileSize) {
        this.channel = channel;
        this.fileSize = fileSize;
    }

    /** Reads the layout; what cannot be read is left to the reader of the archive to refuse. */
    static ZipLayout read(FileChannel channel) throws IOException {
        ZipLayout layout = new ZipLayout(channel, channel.size());
        Optional<End> end = layout.end();
        if (end.isPresent()) {
            layout.isArchive = true;
            layout.trailing(end.get());
            layout.directory(end.get());
        }
        return layout;
    }

    private record End(long offset, int count, long directorySize, long directoryOffset, int comment) {
        boolean isZip64() {
            return count == 0xffff || directoryOffset == ZIP64 || directorySize == ZIP64;
        }
    }

    /** Whether the file ends as zip archives do. */
    boolean isArchive() {
        return isArchive;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Returns where an entry's bytes are, or nothing when only the archive's reader knows. */
    Optional<Place> place(String name) {
        return Optional.ofNullable(places.get(name));
    }

    private Optional<End> end() throws IOException {
        int length = (int) Math.min(fileSize, END_SIZE + LONGEST_COMMENT);
        ByteBuffer tail = bytes(fileSize - length, length);
        for (int at = length - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                long offset = fileSize - length + at;
                return Optional.of(new End(
                        offset, u16(tail, at + 10), u32(tail, at + 12), u32(tail, at + 16), u16(tail, at + 20)));
            }
        }
        return Optional.empty();
    }

    private void trailing(End end) {
        long more = fileSize - end.offset() - END_SIZE;
        if (more > 0) {
            String what = more == end.comment() ? "a comment of " : "trailing data of ";
            findings.add(new Finding(
                    "trailing-data",
                    more == end.comment() ? Severity.WARNING : Severity.ERROR,
                    Optional.empty(),
                    "the archive has " + what + more + " bytes after its directory",
                    "Write the archive again; package indexes refuse bytes that belong to no file."));
        }
    }

    private void directory(End end) throws IOException {
        if (end.isZip64() || end.directoryOffset() + end.directorySize() > end.offset()) {
            return;
        }
        ByteBuffer directory = bytes(end.directoryOffset(), (int) end.directorySize());
        Set<String> names = new HashSet<>();
        int at = 0;
        for (int i = 0; i < end.count() && at + CENTRAL_SIZE <= directory.limit(); i++) {
            if (directory.getInt(at) != CENTRAL) {
                return;
            }
            int nameLength = u16(directory, at + 28);
            int next = at + CENTRAL_SIZE + nameLength + u16(directory, at + 30) + u16(directory, at + 32);
            if (next > directory.limit()) {
                return;
            }
            entry(directory, at, nameLength, names);
            at = next;
        }
    }

    private void entry(ByteBuffer directory, int at, int nameLength, Set<String> names) throws IOException {
        byte[] rawName = new byte[nameLength];
        directory.get(at + CENTRAL_SIZE, rawName);
        String name = new String(rawName, StandardCharsets.UTF_8);
        if (!names.add(name)) {
            findings.add(new Finding(
                    "duplicate-entry",
                    Severity.ERROR,
                    Optional.of(name),
                    "it stands twice in the archive",
                    "Write the archive again; which of the two is installed depends on the installer."));
        }
        long offset = u32(directory, at + 42);
        Place place = new Place(
                0,
                u32(directory, at + 20),
                u32(directory, at + 24),
                u32(directory, at + 16),
                u16(directory, at + 10) != 0);
        if (place.compressed() != ZIP64 && place.size() != ZIP64 && offset != ZIP64) {
            local(name, rawName, offset, place, u16(directory, at + 10));
        }
    }

    private void local(String name, byte[] rawName, long offset, Place place, int method) throws IOException {
        if (offset + LOCAL_SIZE + rawName.length > fileSize) {
            wrong(name, "its local header lies beyond the archive's end");
            return;
        }
        ByteBuffer header = bytes(offset, LOCAL_SIZE + rawName.length);
        byte[] localName = new byte[rawName.length];
        header.get(LOCAL_SIZE, localName);
        boolean described = (u16(header, 6) & DESCRIPTOR) != 0;
        if (header.getInt(0) != LOCAL) {
            wrong(name, "it has no local header where the directory says");
        } else if (u16(header, 26) != rawName.length || !Arrays.equals(localName, rawName)) {
            wrong(name, "its local header has another name");
        } else if (u16(header, 8) != method || (!described && !sizesAgree(header, place))) {
            wrong(name, "its local header has another size, checksum or method than the directory");
        } else {
            long data = offset + LOCAL_SIZE + rawName.length + u16(header, 28);
            if (data + place.compressed() <= fileSize) {
                places.put(name, new Place(data, place.compressed(), place.size(), place.crc(), place.isDeflated()));
            }
        }
    }

    private static boolean sizesAgree(ByteBuffer header, Place place) {
        long compressed = u32(header, 18);
        return u32(header, 14) == place.crc()
                && (compressed == ZIP64 || (compressed == place.compressed() && u32(header, 22) == place.size()));
    }

    private void wrong(String name, String problem) {
        findings.add(new Finding(
                "wrong-local-header",
                Severity.ERROR,
                Optional.of(name),
                problem,
                "Write the archive again; tools that read it from its start see other files."));
    }

    private ByteBuffer bytes(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int read = 0;
        while (read >= 0 && buffer.hasRemaining()) {
            read = channel.read(buffer, offset + buffer.position());
        }
        return buffer.flip();
    }

    private static int u16(ByteBuffer from, int at) {
        return from.getShort(at) & 0xffff;
    }

    private static long u32(ByteBuffer from, int at) {
        return from.getInt(at) & 0xffffffffL;
    }
}
