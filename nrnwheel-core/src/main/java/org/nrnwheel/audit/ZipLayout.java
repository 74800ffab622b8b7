package org.nrnwheel.audit;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import org.nrnwheel.zip.Little;
import org.nrnwheel.zip.ZipDirectory;
import org.nrnwheel.zip.ZipEnd;
import org.nrnwheel.zip.ZipMember;

/**
 * How a zip archive lies in its file (PKWARE's APPNOTE), read for what package indexes refuse: entries that stand twice,
 * local headers that say something else than the directory, bytes that belong to nothing.
 */
final class ZipLayout {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
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
        try {
            Optional<ZipEnd> end = ZipEnd.find(channel);
            layout.isArchive = end.isPresent();
            if (end.isPresent()) {
                layout.trailing(end.get());
                layout.members(ZipDirectory.read(channel, end.get()));
            }
        } catch (ZipException | EOFException e) {
            layout.isArchive = true;
        }
        return layout;
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

    private void trailing(ZipEnd end) {
        long more = fileSize - end.offset() - ZipEnd.SIZE;
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

    private void members(List<ZipMember> members) throws IOException {
        Set<String> names = new HashSet<>();
        for (ZipMember member : members) {
            if (!names.add(member.name())) {
                findings.add(new Finding(
                        "duplicate-entry",
                        Severity.ERROR,
                        Optional.of(member.name()),
                        "it stands twice in the archive",
                        "Write the archive again; which of the two is installed depends on the installer."));
            }
            local(member);
        }
    }

    private void local(ZipMember member) throws IOException {
        byte[] rawName = member.rawName();
        if (member.offset() < 0 || member.offset() > fileSize - LOCAL_SIZE - rawName.length) {
            wrong(member, "its local header lies beyond the archive's end");
            return;
        }
        ByteBuffer header = Little.bytes(channel, member.offset(), LOCAL_SIZE + rawName.length);
        byte[] localName = new byte[rawName.length];
        header.get(LOCAL_SIZE, localName);
        boolean described = (Little.u16(header, 6) & DESCRIPTOR) != 0;
        if (header.getInt(0) != LOCAL) {
            wrong(member, "it has no local header where the directory says");
        } else if (Little.u16(header, 26) != rawName.length || !Arrays.equals(localName, rawName)) {
            wrong(member, "its local header has another name");
        } else if (Little.u16(header, 8) != member.method() || (!described && !sizesAgree(header, member))) {
            wrong(member, "its local header has another size, checksum or method than the directory");
        } else {
            long data = member.offset() + LOCAL_SIZE + rawName.length + Little.u16(header, 28);
            if (member.compressed() >= 0 && member.compressed() <= fileSize - data) {
                places.put(
                        member.name(),
                        new Place(data, member.compressed(), member.size(), member.crc(), !member.isStored()));
            }
        }
    }

    private static boolean sizesAgree(ByteBuffer header, ZipMember member) {
        long compressed = Little.u32(header, 18);
        return Little.u32(header, 14) == member.crc()
                && (compressed == ZIP64
                        || (compressed == member.compressed() && Little.u32(header, 22) == member.size()));
    }

    private void wrong(ZipMember member, String problem) {
        findings.add(new Finding(
                "wrong-local-header",
                Severity.ERROR,
                Optional.of(member.name()),
                problem,
                "Write the archive again; tools that read it from its start see other files."));
    }
}
