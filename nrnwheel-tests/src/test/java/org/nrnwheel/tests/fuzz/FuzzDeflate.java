package org.nrnwheel.tests.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.nrnwheel.deflate.Deflate;

/** Any bytes, compressed in one piece or two. The JDK must make the same bytes of it. */
public final class FuzzDeflate {
    private FuzzDeflate() {}

    /** Compresses bytes, of which the first says where the second piece begins. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        int end = ((data[0] & 0xff) * data.length) >> Byte.SIZE;
        Limit.hold(2 << 20, 64, data, () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Deflate.compress(data, 0, end, false));
            out.writeBytes(Deflate.compress(data, end, data.length, true));
            same(data, out.toByteArray());
        });
    }

    private static void same(byte[] data, byte[] deflated) {
        if (deflated.length > data.length + data.length / 1024 + 16) {
            throw new AssertionError(data.length + " bytes became " + deflated.length);
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] inflated = new byte[data.length + 1];
            int length = 0;
            int more = inflater.inflate(inflated);
            while (more > 0) {
                length += more;
                more = inflater.inflate(inflated, length, inflated.length - length);
            }
            if (!inflater.finished()
                    || inflater.getRemaining() != 0
                    || !Arrays.equals(data, Arrays.copyOf(inflated, length))) {
                throw new AssertionError(length + " bytes came back of " + data.length);
            }
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }
}
