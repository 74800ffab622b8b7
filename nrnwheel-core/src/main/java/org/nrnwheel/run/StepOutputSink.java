package org.nrnwheel.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Masker;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.tag.BuildIdentifier;

/** Takes what a step's commands print to the job's log and to the listeners, masked. Safe for use by several threads. */
final class StepOutputSink implements OutputSink {
    private final JobLog log;
    private final EventDispatcher events;
    private final BuildIdentifier id;
    private final String step;
    private final LineSplitter out;
    private final LineSplitter err;
    private final @Nullable OutputStream copy;
    private Optional<IOException> failure = Optional.empty();

    /** Makes a sink; {@code copy} gets standard output as it is. */
    StepOutputSink(
            JobLog log,
            EventDispatcher events,
            BuildIdentifier id,
            String step,
            Masker masker,
            @Nullable OutputStream copy) {
        this.log = log;
        this.events = events;
        this.id = id;
        this.step = step;
        this.out = new LineSplitter(masker, this::lines);
        this.err = new LineSplitter(masker, this::lines);
        this.copy = copy;
    }

    @Override
    public void output(Channel channel, ByteBuffer bytes) {
        LineSplitter splitter = channel == Channel.OUT ? out : err;
        synchronized (splitter) {
            if (channel == Channel.OUT) {
                keep(bytes.duplicate());
            }
            splitter.take(bytes);
        }
    }

    /** Gives the lines that have no end. Called once the commands have ended. */
    void end() {
        synchronized (out) {
            out.end();
        }
        synchronized (err) {
            err.end();
        }
    }

    /** Returns the first error of keeping standard output. */
    Optional<IOException> failure() {
        synchronized (out) {
            return failure;
        }
    }

    private void lines(List<String> lines) {
        log.output(lines);
        events.output(id, step, lines);
    }

    private void keep(ByteBuffer bytes) {
        if (copy == null || failure.isPresent()) {
            return;
        }
        byte[] kept = new byte[bytes.remaining()];
        bytes.get(kept);
        try {
            copy.write(kept);
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }
}
