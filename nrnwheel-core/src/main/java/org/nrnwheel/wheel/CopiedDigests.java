package org.nrnwheel.wheel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.nrnwheel.concurrent.Results;

/** Lines of RECORD for the entries that are copied as they are, made beside the compression of the others. */
final class CopiedDigests implements AutoCloseable {
    private final CompletableFuture<Void> all;

    private CopiedDigests(CompletableFuture<Void> all) {
        this.all = all;
    }

    static CopiedDigests begin(WheelFile wheel, Collection<String> names, WheelChanges changes, RecordLines lines) {
        List<String> copied = names.stream()
                .filter(name -> !changes.contents().containsKey(name))
                .toList();
        return new CopiedDigests(
                CompletableFuture.runAsync(() -> copied.parallelStream().forEach(name -> add(wheel, name, lines))));
    }

    private static void add(WheelFile wheel, String name, RecordLines lines) {
        try (InputStream content = wheel.stream(name)) {
            lines.add(name, content);
        } catch (IOException e) {
            throw new InvalidWheelException(wheel.path(), name + " is damaged: " + e.getMessage(), e);
        }
    }

    /** Waits until all lines are there. */
    void await() {
        Results.of(all);
    }

    /** Waits too, since the wheel may be closed next. */
    @Override
    public void close() {
        all.exceptionally(error -> null).join();
    }
}
