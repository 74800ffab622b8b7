package org.nrnwheel.cli;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.event.BuildEvent;
import org.nrnwheel.tag.BuildIdentifier;

/** Shows a build as a bar of steps done; what must be read stands above it. */
final class Bar implements Progress {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final Lines lines;
    private final Console console;
    private final Map<BuildIdentifier, String> running = new TreeMap<>();
    private @Nullable ProgressBar bar;

    Bar(Lines lines, Console console) {
        this.lines = lines;
        this.console = console;
    }

    @Override
    public synchronized void onEvent(BuildEvent event) {
        if (event instanceof BuildEvent.BuildStarted started) {
            bar = bar(started.steps());
        } else if (event instanceof BuildEvent.StepStarted started) {
            running.put(started.id(), started.step());
        } else if (event instanceof BuildEvent.StepFinished) {
            step(1);
        } else if (event instanceof BuildEvent.JobRestored restored) {
            step(restored.steps());
            above(event);
        } else if (event instanceof BuildEvent.JobFinished finished) {
            running.remove(finished.id());
            above(event);
        } else if (!(event instanceof BuildEvent.StepOutput)) {
            above(event);
        }
        message();
    }

    private ProgressBar bar(int steps) {
        boolean colour = console.colour("err");
        return new ProgressBarBuilder()
                .setTaskName("building")
                .setInitialMax(steps)
                .hideEta()
                .setStyle(colour ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(console.err(), console.columns()))
                .build();
    }

    private void step(int count) {
        if (bar != null) {
            bar.stepBy(count);
        }
    }

    private void message() {
        if (bar != null) {
            bar.setExtraMessage(running.entrySet().stream()
                    .map(entry -> entry.getKey().python() + " " + entry.getValue())
                    .collect(Collectors.joining(", ")));
        }
    }

    private void above(BuildEvent event) {
        lines.lines(event).forEach(line -> console.err().print(CLEAR_LINE + line + "\n"));
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
            console.err().println();
        }
    }
}
