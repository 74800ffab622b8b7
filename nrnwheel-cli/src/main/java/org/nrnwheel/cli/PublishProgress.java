package org.nrnwheel.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nrnwheel.pypi.PublishEvent;
import org.nrnwheel.pypi.PublishListener;

/** Shows uploads: lines of what ended or is tried again, and on a terminal how far each is. */
final class PublishProgress implements PublishListener, AutoCloseable {
    private final StatusLine status;
    private final Map<String, Long> percents = new TreeMap<>();

    PublishProgress(Console console) {
        this.status = new StatusLine(console);
    }

    @Override
    public void event(PublishEvent event) {
        if (event instanceof PublishEvent.Checking checking) {
            status.now("checking " + checking.number() + " of " + checking.of() + ": " + checking.file());
            return;
        } else if (event instanceof PublishEvent.Attempt attempt) {
            percents.put(attempt.file(), 0L);
        } else if (event instanceof PublishEvent.Progress progress) {
            percents.put(progress.file(), 100 * progress.sent() / Math.max(progress.size(), 1));
        } else if (event instanceof PublishEvent.Retrying retrying) {
            status.line(String.format(
                    Locale.ROOT,
                    "%s: %s; again in %.1f s",
                    retrying.file(),
                    retrying.reason(),
                    retrying.pause().toMillis() / 1000.0));
        } else if (event instanceof PublishEvent.Ended ended) {
            percents.remove(ended.file());
            status.line(ended.file() + ": "
                    + ended.result().outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        status.show(percents());
    }

    private String percents() {
        return percents.entrySet().stream()
                .map(entry -> entry.getValue() + "% " + entry.getKey())
                .collect(Collectors.joining("  "));
    }

    /** Leaves an empty line to those who print next. */
    @Override
    public void close() {
        status.clear();
    }
}
