package org.nrnwheel.docker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.nrnwheel.platform.PlatformException;

/**
 * Small files on their way into a container. The engine takes a tenth of a second for each archive, so they go in one, before
 * anything can see them: one that cannot be sent fails what would see it. Safe for use by several threads.
 */
final class GatheredFiles {
    /** The largest file that is taken. */
    static final int SMALL = 1 << 16;
    /** What is sent at once at most, since it waits in memory. */
    static final int MOST = 8 << 20;

    private final Predicate<String> unreachable;
    private final Consumer<InputStream> unpack;
    private final Map<String, TarSource.Content> files = new LinkedHashMap<>();
    private long size;

    /**
     * @param unreachable says of a path whether archives do not reach there
     * @param unpack unpacks an archive in the container's root
     */
    GatheredFiles(Predicate<String> unreachable, Consumer<InputStream> unpack) {
        this.unreachable = unreachable;
        this.unpack = unpack;
    }

    /** Takes a file as it is now; one that is too large, or goes where archives do not reach, is not taken. */
    synchronized boolean take(Path from, String to) {
        try {
            boolean fits = Files.size(from) <= SMALL && !unreachable.test(to);
            if (fits) {
                TarSource.Content content = TarSource.Content.of(from);
                files.put(to, content);
                size += content.bytes().length;
            }
            if (size > MOST - SMALL) {
                send();
            }
            return fits;
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot copy into the container: " + e, "See to it that the file can be read.", e);
        }
    }

    /** Copies what was taken. */
    synchronized void send() {
        if (!files.isEmpty()) {
            Map<String, TarSource.Content> sent = Map.copyOf(files);
            files.clear();
            size = 0;
            TarSource.send(unpack, tar -> {
                for (Map.Entry<String, TarSource.Content> file : sent.entrySet()) {
                    tar.content(file.getKey(), file.getValue());
                }
            });
        }
    }
}
