package org.nrnwheel.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.shell.ShellQuote;

/** Runs processes in a workspace and looks at what they print. */
record Bench(Workspace workspace, Bindings bindings, OutputSink sink) {
    private static final int MAX_ERRORS = 5;
    private static final int MAX_ARGUMENT = 200;

    Ran run(Check.Run run, Map<String, Value> environment, Place directory, Duration timeLimit)
            throws InterruptedException {
        Command command = new Command(run.argv(), environment, directory, Optional.of(timeLimit));
        Watch watch = new Watch(run);
        OutputTail tail = new OutputTail(sink, watch::line);
        Exit exit = await(command, tail);
        return new Ran(describe(run.argv()), exit, tail.finish(), watch.missing, watch.errors);
    }

    private Exit await(Command command, OutputTail tail) throws InterruptedException {
        RunningCommand running;
        try {
            running = workspace.start(command, bindings, tail);
        } catch (PlatformException e) {
            return new Exit(Exit.Outcome.LOST, 0, Duration.ZERO, String.valueOf(e.getMessage()));
        }
        return running.awaitOrCancel();
    }

    private String describe(List<Value> argv) {
        return argv.stream()
                .map(value -> quote(bindings.bind(value, workspace::path)))
                .collect(Collectors.joining(" "));
    }

    private static String quote(String argument) {
        String shown = argument.length() <= MAX_ARGUMENT ? argument : argument.substring(0, MAX_ARGUMENT) + "...";
        return ShellQuote.word(shown);
    }

    /** What has been seen of a run's expectations. Called for one line at a time, and read after the last. */
    private static final class Watch {
        private final List<Pattern> forbidden;
        private final Set<String> missing;
        private final List<String> errors = new ArrayList<>();

        Watch(Check.Run run) {
            forbidden = run.forbidden().stream().map(Pattern::compile).toList();
            missing = new LinkedHashSet<>(run.expected());
        }

        void line(String line) {
            missing.removeIf(pattern -> Pattern.compile(pattern).matcher(line).find());
            if (errors.size() < MAX_ERRORS
                    && forbidden.stream()
                            .anyMatch(pattern -> pattern.matcher(line).find())) {
                errors.add(line);
            }
        }
    }
}
