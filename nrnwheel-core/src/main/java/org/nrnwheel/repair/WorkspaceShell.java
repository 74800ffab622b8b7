package org.nrnwheel.repair;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Workspace;

/**
 * The shell of the system of a workspace, for questions.
 *
 * @param around words that start it, as of a shell that loads a module first; none for the shell alone
 * @param environment in which it asks
 */
record WorkspaceShell(Workspace workspace, List<Value> around, Map<String, Value> environment, Bindings bindings) {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Returns what a script prints, or nothing when it fails. */
    Optional<String> ask(String script, String... arguments) {
        List<Value> argv = new ArrayList<>(around);
        Stream.concat(Stream.of("/bin/sh", "-c", script, "nrnwheel"), Stream.of(arguments))
                .forEach(word -> argv.add(new Text(word)));
        Command command = new Command(argv, environment, Place.of(Place.Root.WORK), Optional.of(LIMIT));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            boolean done = workspace
                    .start(command, bindings, (channel, bytes) -> keep(channel, bytes, out))
                    .awaitOrCancel()
                    .successful();
            return done ? Optional.of(out.toString(StandardCharsets.UTF_8)) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RepairFailedException("the repair was cancelled", "Start it again.", e);
        }
    }

    private static void keep(OutputSink.Channel channel, ByteBuffer bytes, ByteArrayOutputStream out) {
        if (channel == OutputSink.Channel.OUT) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            out.writeBytes(copy);
        }
    }
}
