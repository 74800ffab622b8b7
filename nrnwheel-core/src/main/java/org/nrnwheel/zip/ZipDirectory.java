package org.nrnwheel.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * The directory of an archive, from which all readers that need not read it from its start take its entries. Readers disagree about
 * directories that do not lie where the archive's end says, or count other entries: those are refused. Immutable.
 */
public final class ZipDirectory {
    private static final int SIGNATURE = 0x02014b50;
    private static final int LARGEST = 256 << 20;

    private ZipDirectory() {}

    /**
     * Reads the directory.
     *
     * @param channel the file
     * @param end the record at its end
     * @return the entries, in the directory's order; a name may stand twice
     * @throws IOException when the file cannot be read, or the directory is damaged
     */
    public static List<ZipMember> read(FileChannel channel, ZipEnd end) throws IOException {
        ByteBuffer directory = bytes(channel, end);
        List<ZipMember> members = new ArrayList<>();
        int at = 0;
        while (at < directory.limit()) {
            if (directory.limit() - at < ZipMember.HEADER || directory.getInt(at) != SIGNATURE) {
                throw new ZipException("at " + (end.directoryOffset() + at) + " its directory has no entry");
            }
            int next = at
                    + ZipMember.HEADER
                    + Little.u16(directory, at + 28)
                    + Little.u16(directory, at + 30)
                    + Little.u16(directory, at + 32);
            if (next > directory.limit()) {
                throw new ZipException("the entry at " + (end.directoryOffset() + at) + " goes beyond its directory");
            }
            members.add(ZipMember.parse(directory, at));
            at = next;
        }
        if (members.size() != end.count()) {
            throw new ZipException(
                    "its directory has " + members.size() + " entries, of which its end counts " + end.count());
        }
        return members;
    }

    private static ByteBuffer bytes(FileChannel channel, ZipEnd end) throws IOException {
        long size = end.directorySize();
        if (size < 0 || size > LARGEST) {
            throw new ZipException("its directory is said to have " + size + " bytes, more than " + LARGEST);
        }
        if (end.directoryOffset() != end.directoryEnd() - size) {
            throw new ZipException("its directory is said to be at " + end.directoryOffset()
                    + ", but its last byte is not the one before " + end.directoryEnd());
        }
        return Little.bytes(channel, end.directoryOffset(), (int) size);
    }
}
