package org.nrnwheel.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * The record at an archive's end, which says where its directory is.
 *
 * @param offset where the record is
 * @param count how many entries the directory has
 * @param directorySize how many bytes it has
 * @param directoryOffset where it is
 * @param directoryEnd where the records after it begin
 * @param comment how many bytes of comment follow
 */
public record ZipEnd(
        long offset, long count, long directorySize, long directoryOffset, long directoryEnd, int comment) {
    /** Bytes of the record, before the comment. */
    public static final int SIZE = 22;

    private static final int SIGNATURE = 0x06054b50;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int LARGE = 0x06064b50;
    private static final int LARGE_SIZE = 56;

    /**
     * Looks for the record.
     *
     * @param channel the file
     * @return the record, or nothing when the file is no archive
     * @throws IOException when the file cannot be read, or it points to a record for large archives that is not there
     */
    public static Optional<ZipEnd> find(FileChannel channel) throws IOException {
        int length = (int) Math.min(channel.size(), SIZE + LONGEST_COMMENT);
        long start = channel.size() - length;
        ByteBuffer tail = Little.bytes(channel, start, length);
        for (int at = length - SIZE; at >= 0; at--) {
            if (tail.getInt(at) == SIGNATURE) {
                return Optional.of(parse(channel, tail, at, start + at));
            }
        }
        return Optional.empty();
    }

    private static ZipEnd parse(FileChannel channel, ByteBuffer tail, int at, long offset) throws IOException {
        if (Little.u16(tail, at + 8) != Little.u16(tail, at + 10)) {
            throw new ZipException("it is one of several parts of an archive");
        }
        return new ZipEnd(
                        offset,
                        Little.u16(tail, at + 10),
                        Little.u32(tail, at + 12),
                        Little.u32(tail, at + 16),
                        offset,
                        Little.u16(tail, at + 20))
                .large(channel);
    }

    /**
     * Archives of more than 4 GiB or 65,534 entries, and some others, have a second record (APPNOTE 4.3.14), which a locator before
     * this one tells of.
     */
    private ZipEnd large(FileChannel channel) throws IOException {
        if (offset < LOCATOR_SIZE) {
            return this;
        }
        ByteBuffer locator = Little.bytes(channel, offset - LOCATOR_SIZE, LOCATOR_SIZE);
        if (locator.getInt(0) != LOCATOR) {
            return this;
        }
        long at = locator.getLong(8);
        if (at != offset - LOCATOR_SIZE - LARGE_SIZE) {
            throw new ZipException("the record of its large sizes is said to be at " + at
                    + ", which is not right before " + (offset - LOCATOR_SIZE));
        }
        ByteBuffer record = Little.bytes(channel, at, LARGE_SIZE);
        if (record.getInt(0) != LARGE) {
            throw new ZipException("the record of its large sizes is not at " + at + ", where it is said to be");
        }
        return new ZipEnd(offset, record.getLong(32), record.getLong(40), record.getLong(48), at, comment);
    }
}
