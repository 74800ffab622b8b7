package org.nrnwheel.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nrnwheel.platform.PlatformException;

/**
 * Small files on their way into a container. The engine takes a tenth of a second for each archive, so they go in one, before anything
 * can see them. Safe for use by several threads.
 */
final class GatheredFiles {
    private static final int SMALL = 1 << 16;
    private static final int MOST = 8 << 20;

    private final JobContainer container;
    private final Map<String, TarSource.Content> files = new LinkedHashMap<>();
    private long size;

    GatheredFiles(JobContainer container) {
        this.container = container;
    }

    /** Takes a file as it is now; one that is too large, or goes where archives do not reach, is not taken. */
    synchronized boolean take(Path from, String to) {
        try {
            boolean fits = Files.size(from) <= SMALL && !container.memory().holds(to);
            if (fits) {
                TarSource.Content content = TarSource.Content.of(from);
                files.put(to, content);
                size += content.bytes().length;
            }
            if (size > MOST) {
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
            TarSource.send(container::unpack, tar -> {
                for (Map.Entry<String, TarSource.Content> file : sent.entrySet()) {
                    tar.content(file.getKey(), file.getValue());
                }
            });
        }
    }
}
