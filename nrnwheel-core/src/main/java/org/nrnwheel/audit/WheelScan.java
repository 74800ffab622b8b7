package org.nrnwheel.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.wheel.RecordFile;
import org.nrnwheel.wheel.WheelEntry;
import org.nrnwheel.wheel.WheelFile;

/** Reads every entry of a wheel once, several at a time: each is unpacked, hashed, and looked at. */
final class WheelScan {
    private final WheelFile wheel;
    private final FileChannel channel;
    private final ZipLayout layout;
    private final RecordFile record;
    private final Set<String> watched;

    WheelScan(WheelFile wheel, FileChannel channel, ZipLayout layout, RecordFile record, Set<String> watched) {
        this.wheel = wheel;
        this.channel = channel;
        this.layout = layout;
        this.record = record;
        this.watched = watched;
    }

    /** Returns the facts of all files, in the order of the archive. */
    List<EntryFacts> read() throws IOException {
        List<WheelEntry> entries =
                wheel.entries().stream().filter(entry -> !entry.isDirectory()).toList();
        Integer[] order = IntStream.range(0, entries.size()).boxed().toArray(Integer[]::new);
        // The large ones first, so that no thread ends with one alone.
        Arrays.sort(order, Comparator.comparing((Integer i) -> -entries.get(i).size()));
        EntryFacts[] facts = new EntryFacts[entries.size()];
        LargeEntries large = new LargeEntries();
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
                .parallel()
                .forEach(thread -> {
                    try (EntryReader reader = new EntryReader(wheel, channel, layout, record, watched, large)) {
                        for (int i = next.getAndIncrement(); i < order.length; i = next.getAndIncrement()) {
                            facts[order[i]] = reader.read(entries.get(order[i]));
                        }
                    } catch (RuntimeException e) {
                        // Thrown here, it would end the scan while another thread still reads the file.
                        failure.compareAndSet(null, e);
                        next.set(order.length);
                    }
                });
        RuntimeException thrown = failure.get();
        if (thrown instanceof UncheckedIOException unread) {
            throw unread.getCause();
        }
        if (thrown != null) {
            throw thrown;
        }
        return new ArrayList<>(Arrays.asList(facts));
    }
}
