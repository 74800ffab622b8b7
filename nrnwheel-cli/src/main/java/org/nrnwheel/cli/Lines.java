package org.nrnwheel.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.event.PlatformEvent;
import org.nrnwheel.report.PlainText;

/** Shows a build as lines, each with its job before it; what steps print only when asked for. */
final class Lines implements Progress {
    private static final int MINUTE = 60;
    private static final Duration QUICK = Duration.ofSeconds(1);

    private final boolean verbose;
    private final PrintStream out;

    Lines(boolean verbose, PrintStream out) {
        this.verbose = verbose;
        this.out = out;
    }

    @Override
    public void onEvent(BuildEvent event) {
        lines(event).forEach(out::println);
        out.flush();
    }

    /** The lines of an event, without control sequences. */
    List<String> lines(BuildEvent event) {
        String before = event.job().map(id -> "[" + id + "] ").orElse("");
        return texts(event)
                .map(PlainText::of)
                .map(text -> before + text.replace('\n', ' '))
                .toList();
    }

    private Stream<String> texts(BuildEvent event) {
        if (event instanceof BuildEvent.StepOutput output) {
            return verbose ? output.lines().stream().map(line -> output.step() + " | " + line) : Stream.of();
        } else if (event instanceof BuildEvent.StepStarted started) {
            return Stream.of(started.step() + ": started");
        } else if (event instanceof BuildEvent.StepFinished finished) {
            return quick(finished)
                    ? Stream.of()
                    : Stream.of(finished.step() + ": " + (finished.successful() ? "done" : "FAILED") + " after "
                            + time(finished.duration()));
        } else if (event instanceof BuildEvent.JobFinished finished) {
            return Stream.of(finished.message() + " (" + time(finished.duration()) + ")");
        } else if (event instanceof BuildEvent.JobRestored restored) {
            return Stream.of("already built " + restored.finished() + ": " + restored.wheel());
        } else if (event instanceof BuildEvent.Warned warned) {
            return Stream.of("warning: " + warned.message());
        } else if (event instanceof PlatformEvent platform) {
            return Stream.of(platform.message());
        } else if (event instanceof BuildEvent.BuildStarted started) {
            return Stream.of(started.recipe() + " on " + started.platform() + ": "
                    + String.join(
                            ", ", started.jobs().stream().map(Object::toString).toList()));
        }
        return Stream.of();
    }

    /** Says whether a step was over as soon as it began: a second line on it would say nothing. */
    private static boolean quick(BuildEvent.StepFinished finished) {
        return finished.successful() && finished.duration().compareTo(QUICK) < 0;
    }

    private static String time(Duration time) {
        return time.toSeconds() < MINUTE
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }

    @Override
    public void close() {
        out.flush();
    }
}
