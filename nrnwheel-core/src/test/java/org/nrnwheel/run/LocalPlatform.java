package org.nrnwheel.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.request.PlatformSpec;

/** Runs commands by ProcessBuilder in directories below one; remembers the workspaces that were opened. */
final class LocalPlatform implements Platform {
    private final Path base;
    private final List<LocalWorkspace> opened = new CopyOnWriteArrayList<>();

    /** What happens when a command starts, and when a workspace has been closed. */
    Runnable starting = () -> {};

    Runnable closed = () -> {};

    LocalPlatform(Path base) {
        this.base = base;
    }

    List<LocalWorkspace> opened() {
        return new ArrayList<>(opened);
    }

    @Override
    public PlatformSpec spec() {
        return new PlatformSpec("host", Map.of());
    }

    @Override
    public Inventory inspect(Inspection inspection) {
        throw new IllegalStateException("the plan is given");
    }

    @Override
    public Workspace open(WorkspaceRequest request) {
        LocalWorkspace workspace = new LocalWorkspace(this, base.resolve(request.name()), request);
        opened.add(workspace);
        return workspace;
    }
}
