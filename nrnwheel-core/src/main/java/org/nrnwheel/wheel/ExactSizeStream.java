package org.nrnwheel.wheel;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an error when the stream below has more or fewer bytes than promised: sizes that lie fill disks. */
final class ExactSizeStream extends FilterInputStream {
    private long left;

    ExactSizeStream(InputStream in, long size) {
        super(in);
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? -1 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        count(n);
        return n;
    }

    /** Reads what it skips, so that it counts. */
    @Override
    public long skip(long n) throws IOException {
        long skipped = 0;
        while (skipped < n && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int n) throws IOException {
        if (n < 0 ? left > 0 : n > left) {
            throw new IOException("its size is not what the archive says");
        }
        left -= Math.max(n, 0);
    }
}
