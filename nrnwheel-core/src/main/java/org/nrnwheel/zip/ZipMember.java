package org.nrnwheel.zip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * An entry as an archive's directory tells of it.
 *
 * @param name its name, decoded as UTF-8
 * @param rawName its name's bytes
 * @param needs the version of the format that a reader must know, in tenths
 * @param flags its general purpose bits
 * @param method how it is compressed
 * @param crc its content's CRC-32
 * @param compressed how many bytes it has in the archive
 * @param size how many they unpack to
 * @param unixMode its file type and permissions, 0 where no Unix wrote it
 * @param offset where its local header is
 * @param hasOtherName whether a field tells some readers another name
 * @param hasComment whether it has a comment
 */
@SuppressWarnings("ArrayRecordComponent") // who reads a directory does not change it
public record ZipMember(
        String name,
        byte[] rawName,
        int needs,
        int flags,
        int method,
        long crc,
        long compressed,
        long size,
        int unixMode,
        long offset,
        boolean hasOtherName,
        boolean hasComment) {
    /** Bytes of an entry in the directory, before its name. */
    static final int HEADER = 46;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final int IN_UTF_8 = 1 << 11;
    private static final int UNIX = 3;
    private static final long IN_ZIP64 = 0xffffffffL;

    /** Reads the entry whose whole header begins somewhere in a directory. */
    static ZipMember parse(ByteBuffer directory, int at) throws ZipException {
        byte[] rawName = new byte[Little.u16(directory, at + 28)];
        directory.get(at + HEADER, rawName);
        ExtraFields extra = new ExtraFields(directory, at + HEADER + rawName.length, Little.u16(directory, at + 30));
        if (!extra.isWhole()) {
            throw new ZipException(
                    "the entry at byte " + at + " of its directory has extra fields that go beyond their end");
        }
        // What does not fit into its own place stands in the field of large sizes, in this order (APPNOTE 4.5.3).
        ByteBuffer large = extra.field(ExtraFields.ZIP64);
        long size = orLarge(Little.u32(directory, at + 24), large);
        long compressed = orLarge(Little.u32(directory, at + 20), large);
        long offset = orLarge(Little.u32(directory, at + 42), large);
        return new ZipMember(
                new String(rawName, StandardCharsets.UTF_8),
                rawName,
                directory.get(at + 6) & 0xff,
                Little.u16(directory, at + 8),
                Little.u16(directory, at + 10),
                Little.u32(directory, at + 16),
                compressed,
                size,
                directory.get(at + 5) == UNIX ? Little.u16(directory, at + 40) : 0,
                offset,
                extra.field(ExtraFields.UNICODE_PATH).hasRemaining(),
                Little.u16(directory, at + 32) > 0);
    }

    private static long orLarge(long value, ByteBuffer large) {
        return value == IN_ZIP64 && large.remaining() >= Long.BYTES ? large.getLong() : value;
    }

    /**
     * Says whether it is stored as it is.
     *
     * @return whether it is
     */
    public boolean isStored() {
        return method == STORED;
    }

    /**
     * Says whether it is compressed as all readers can undo.
     *
     * @return whether it is
     */
    public boolean isDeflated() {
        return method == DEFLATED;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Says whether it is encrypted.
     *
     * @return whether it is
     */
    public boolean isEncrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    /**
     * Says whether all readers read the same name: it is ASCII, or UTF-8 that says so; others take it for code page 437.
     *
     * @return whether they do
     */
    public boolean hasPlainName() {
        return isAscii(rawName)
                || ((flags & IN_UTF_8) != 0 && Arrays.equals(name.getBytes(StandardCharsets.UTF_8), rawName));
    }
}
