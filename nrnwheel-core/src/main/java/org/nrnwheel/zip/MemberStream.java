package org.nrnwheel.zip;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The bytes of an entry, read by position: streams of one file do not disturb each other. For use by one thread. */
public final class MemberStream extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final FileChannel channel;
    private long position;
    private final long end;

    private MemberStream(FileChannel channel, long position, long end) {
        this.channel = channel;
        this.position = position;
        this.end = end;
    }

    /**
     * Opens an entry as it is compressed.
     *
     * @param channel the file
     * @param member the entry
     * @return its bytes in the archive
     * @throws IOException when the entry is not where the directory says
     */
    public static InputStream raw(FileChannel channel, ZipMember member) throws IOException {
        long start = LocalHeader.read(channel, member).data();
        if (member.compressed() < 0 || member.compressed() > channel.size() - start) {
            throw new ZipException("it goes beyond the archive's end");
        }
        return new MemberStream(channel, start, start + member.compressed());
    }

    /**
     * Opens an entry.
     *
     * @param channel the file
     * @param member the entry, stored or deflated
     * @return its content; who reads checks its size
     * @throws IOException when the entry is not where the directory says
     */
    public static InputStream content(FileChannel channel, ZipMember member) throws IOException {
        InputStream raw = raw(channel, member);
        return member.isStored() ? raw : new Inflating(raw, new Inflater(true));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, end - position);
        if (wanted == 0) {
            return length == 0 ? 0 : -1;
        }
        int read = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
        if (read < 0) {
            throw new EOFException("its end is missing");
        }
        position += read;
        return read;
    }

    /** Gives the memory of its inflater back when it is closed. */
    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream raw, Inflater inflater) {
            super(raw, inflater, BUFFER);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }
}
