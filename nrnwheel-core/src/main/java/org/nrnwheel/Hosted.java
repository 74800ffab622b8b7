package org.nrnwheel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.plan.Variable;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;

/** A workspace on this host, or on the context's platform, in which a door runs its commands. For one thread. */
final class Hosted implements AutoCloseable {
    private static final int KEPT = 4000;

    private final BuildContext context;
    private final Inventory inventory;
    private final Workspace workspace;

    private Hosted(BuildContext context, Inventory inventory, Workspace workspace) {
        this.context = context;
        this.inventory = inventory;
        this.workspace = workspace;
    }

    /** How a command ended, and the end of what it printed. */
    record Ran(Exit exit, String output) {}

    static Hosted open(BuildContext context, String purpose, Inspection inspection, Path wheelhouse) {
        Platform platform = HostOrGiven.platform(context);
        WorkspaceRequest request = new WorkspaceRequest(
                purpose + "-" + UUID.randomUUID(),
                Optional.empty(),
                context.environment().cacheDirectory(),
                wheelhouse,
                Needs.NOTHING);
        return new Hosted(context, platform.inspect(inspection), platform.open(request));
    }

    static Inspection looking(String... tools) {
        return new Inspection(Set.of(tools), Set.of(), List.of());
    }

    Inventory inventory() {
        return inventory;
    }

    Workspace workspace() {
        return workspace;
    }

    Path absolute(Path path) {
        return context.environment().workingDirectory().resolve(path).normalize();
    }

    Bindings bindings() {
        Map<String, String> all = context.environment().variables();
        return new Bindings(
                Map.of(),
                inventory.passedOn().stream()
                        .filter(all::containsKey)
                        .collect(Collectors.toMap(name -> name, name -> all.getOrDefault(name, ""))));
    }

    /** The whole environment of commands: the user's PATH, what is passed on, and scratch directories. */
    Map<String, Value> environment() {
        Map<String, Value> environment = new TreeMap<>();
        inventory.passedOn().forEach(name -> environment.put(name, new Variable(name)));
        environment.put("PATH", new Text(path()));
        environment.put("LANG", new Text("C.UTF-8"));
        environment.put("HOME", new Place(Place.Root.WORK, "home"));
        environment.put("TMPDIR", new Place(Place.Root.WORK, "tmp"));
        environment.put("PIP_DISABLE_PIP_VERSION_CHECK", new Text("1"));
        environment.put("PIP_CACHE_DIR", new Place(Place.Root.CACHE, "pip"));
        environment.put("UV_CACHE_DIR", new Place(Place.Root.CACHE, "uv"));
        environment.put("PYTHONNOUSERSITE", new Text("1"));
        return environment;
    }

    /** The PATH of the user; what is not absolute is left out. */
    String path() {
        String path = context.environment().path().stream().map(Path::toString).collect(Collectors.joining(":"));
        return path.isEmpty() ? "/usr/bin:/bin" : path;
    }

    /** Runs a command to its end; when this thread is interrupted, ends it first. */
    Ran run(List<Value> argv, Map<String, Value> environment, OutputSink sink) throws InterruptedException {
        Command command = new Command(argv, environment, Place.of(Place.Root.WORK), Optional.empty());
        Tail tail = new Tail(sink);
        RunningCommand running = workspace.start(command, bindings(), tail);
        Exit exit = running.awaitOrCancel();
        return new Ran(exit, tail.text());
    }

    /** Ends what still runs and removes the workspace. */
    @Override
    public void close() {
        workspace.close();
    }

    /** Keeps the last of the output. */
    private static final class Tail implements OutputSink {
        private final OutputSink next;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Tail(OutputSink next) {
            this.next = next;
        }

        @Override
        public void output(Channel channel, ByteBuffer output) {
            keep(output.duplicate());
            next.output(channel, output);
        }

        private synchronized void keep(ByteBuffer output) {
            byte[] more = new byte[output.remaining()];
            output.get(more);
            bytes.writeBytes(more);
            if (bytes.size() > 2 * KEPT) {
                byte[] all = bytes.toByteArray();
                bytes.reset();
                bytes.write(all, all.length - KEPT, KEPT);
            }
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8).strip();
        }
    }
}
