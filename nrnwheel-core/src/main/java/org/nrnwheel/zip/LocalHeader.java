package org.nrnwheel.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * The header before an entry's bytes, by which tools go that read an archive from its start (APPNOTE 4.3.7); the others go by the
 * directory. Immutable.
 */
public final class LocalHeader {
    private static final int SIGNATURE = 0x04034b50;
    private static final int SIZE = 30;
    /** Most headers have no longer extra fields: they are read at once. */
    private static final int USUAL_EXTRA = 36;

    private static final int DESCRIBED = 8;
    private static final long IN_ZIP64 = 0xffffffffL;

    private final ByteBuffer bytes;
    private final long offset;
    private final int nameLength;
    private final int extraLength;

    private LocalHeader(ByteBuffer bytes, long offset) {
        this.bytes = bytes;
        this.offset = offset;
        this.nameLength = Little.u16(bytes, 26);
        this.extraLength = Little.u16(bytes, 28);
    }

    /**
     * Reads the header of an entry.
     *
     * @param channel the file
     * @param member the entry, as the directory tells of it
     * @return its header
     * @throws IOException when there is none where the directory says, or the file cannot be read
     */
    public static LocalHeader read(FileChannel channel, ZipMember member) throws IOException {
        long left = channel.size() - member.offset();
        if (member.offset() < 0 || left < SIZE) {
            throw new ZipException("its local header lies beyond the archive's end");
        }
        int usual = SIZE + member.rawName().length + USUAL_EXTRA;
        ByteBuffer bytes = Little.bytes(channel, member.offset(), (int) Math.min(left, usual));
        if (bytes.getInt(0) != SIGNATURE) {
            throw new ZipException("it has no local header where the directory says");
        }
        int length = SIZE + Little.u16(bytes, 26) + Little.u16(bytes, 28);
        if (length > left) {
            throw new ZipException("its local header goes beyond the archive's end");
        }
        return new LocalHeader(
                length > bytes.limit() ? Little.bytes(channel, member.offset(), length) : bytes, member.offset());
    }

    /**
     * Returns where the entry's bytes begin.
     *
     * @return the offset in the file
     */
    public long data() {
        return offset + SIZE + nameLength + extraLength;
    }

    /**
     * Says whether sizes and checksum stand after the entry's bytes, in a data descriptor (APPNOTE 4.3.9).
     *
     * @return whether they do
     */
    public boolean isDescribed() {
        return (Little.u16(bytes, 6) & DESCRIBED) != 0;
    }

    /**
     * Says what a tool that reads the archive from its start sees otherwise than one that goes by the directory.
     *
     * @param member the entry, as the directory tells of it
     * @return what differs, or nothing
     */
    public Optional<String> contradiction(ZipMember member) {
        byte[] name = new byte[nameLength];
        bytes.get(SIZE, name);
        if (!Arrays.equals(name, member.rawName())) {
            return Optional.of("its local header has another name");
        }
        ExtraFields extra = new ExtraFields(bytes, SIZE + nameLength, extraLength);
        if (Little.u16(bytes, 8) != member.method() || (!isDescribed() && !sizesAgree(extra, member))) {
            return Optional.of("its local header has another size, checksum or method than the directory");
        }
        return extra.problem().map("its local header has "::concat);
    }

    private boolean sizesAgree(ExtraFields extra, ZipMember member) {
        ByteBuffer large = extra.field(ExtraFields.ZIP64);
        long size = Little.u32(bytes, 22);
        return Little.u32(bytes, 14) == member.crc()
                && compressed(large) == member.compressed()
                && (size == IN_ZIP64 && large.limit() >= Long.BYTES ? large.getLong(0) : size) == member.size();
    }

    /** A field of large sizes has both, whatever the header says (APPNOTE 4.5.3); of what is stored they are the same. */
    private long compressed(ByteBuffer large) {
        if (large.limit() >= 2 * Long.BYTES) {
            return large.getLong(Long.BYTES);
        }
        return large.limit() == Long.BYTES ? large.getLong(0) : Little.u32(bytes, 18);
    }
}
