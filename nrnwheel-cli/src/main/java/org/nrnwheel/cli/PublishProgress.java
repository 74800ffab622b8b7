package org.nrnwheel.cli;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.pypi.PublishEvent;
import org.nrnwheel.pypi.PublishListener;
import org.nrnwheel.report.PlainText;

/** Shows uploads: lines of what ended or is tried again, and on a terminal how far each is. */
final class PublishProgress implements PublishListener, AutoCloseable {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final Console console;
    private final boolean terminal;
    private final StatusLine status;
    private final Map<String, Long> percents = new TreeMap<>();

    PublishProgress(Console console) {
        this.console = console;
        this.terminal = console.terminal("err");
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
            line(String.format(
                    Locale.ROOT,
                    "%s: %s; again in %.1f s",
                    retrying.file(),
                    retrying.reason(),
                    retrying.pause().toMillis() / 1000.0));
        } else if (event instanceof PublishEvent.Ended ended) {
            percents.remove(ended.file());
            line(ended.file() + ": "
                    + ended.result().outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        show();
    }

    private void line(String text) {
        console.err().print((terminal ? CLEAR_LINE : "") + PlainText.of(text) + "\n");
    }

    private void show() {
        if (terminal) {
            String all = String.join(
                    "  ",
                    percents.entrySet().stream()
                            .map(entry -> entry.getValue() + "% " + entry.getKey())
                            .toList());
            console.err().print(CLEAR_LINE + all.substring(0, Math.min(all.length(), console.columns() - 1)));
            console.err().flush();
        }
    }

    /** Leaves an empty line to those who print next. */
    @Override
    public void close() {
        status.clear();
    }
}
