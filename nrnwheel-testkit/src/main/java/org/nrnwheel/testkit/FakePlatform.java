package org.nrnwheel.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.request.PlatformSpec;

/**
 * A platform that starts no process: each command is answered by the first script whose pattern fits it, and files are real
 * ones in the request's cache. It records what was asked of it. Safe for use by several threads.
 */
public final class FakePlatform implements Platform {
    private final PlatformSpec spec;
    private final Inventory inventory;
    private final List<FakeScript> scripts = new CopyOnWriteArrayList<>();
    private final List<FakeInvocation> invocations = new CopyOnWriteArrayList<>();

    /**
     * Makes a platform without scripts: every command fails with code 127.
     *
     * @param inventory what it says it has
     */
    public FakePlatform(Inventory inventory) {
        this.inventory = inventory;
        this.spec = PlatformSpec.parse("fake");
    }

    /**
     * Adds a script; it is asked before those that were added earlier.
     *
     * @param script answers the commands that it fits
     * @return this
     */
    public FakePlatform on(FakeScript script) {
        scripts.add(0, script);
        return this;
    }

    /**
     * Returns the commands that were started, in order.
     *
     * @return the commands so far
     */
    public List<FakeInvocation> invocations() {
        return List.copyOf(invocations);
    }

    @Override
    public PlatformSpec spec() {
        return spec;
    }

    /** Returns the given inventory, of tools and paths those that were asked for. */
    @Override
    public Inventory inspect(Inspection inspection) {
        return inventory
                .withTools(inventory.tools().entrySet().stream()
                        .filter(tool -> inspection.tools().contains(tool.getKey()))
                        .collect(Collectors.toMap(tool -> tool.getKey(), tool -> tool.getValue())))
                .withPaths(inventory.paths().stream()
                        .filter(inspection.paths()::contains)
                        .collect(Collectors.toSet()));
    }

    @Override
    public Workspace open(WorkspaceRequest request) {
        return FakeWorkspace.open(this, request);
    }

    FakeAnswer answer(FakeInvocation invocation) {
        invocations.add(invocation);
        return scripts.stream()
                .filter(script -> script.fits().test(invocation.argv()))
                .findFirst()
                .map(script -> script.answer().apply(invocation))
                .orElseGet(() -> FakeAnswer.exit(127).withErr("no script for " + invocation.argv() + "\n"));
    }
}
