package org.nrnwheel.platform;

import java.util.Map;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.request.PlatformSpec;

/** Where commands run: this host, a container, an image root, a cluster. Implementations are safe for use by several threads. */
public interface Platform {
    /**
     * Returns what this platform was asked for by.
     *
     * @return the specification
     */
    PlatformSpec spec();

    /**
     * Looks at what there is. Read-only: it may run queries with a time limit; it never installs, pulls or writes.
     *
     * @param inspection what to look for
     * @return what there is
     */
    Inventory inspect(Inspection inspection);

    /**
     * Returns the variables that commands get from this platform and that differ from this process's: its PATH, where it keeps
     * certificates. A plan names them only.
     *
     * @return values by name
     */
    default Map<String, String> variables() {
        return Map.of();
    }

    /**
     * Opens a workspace for one job.
     *
     * @param request what the workspace must have
     * @return the open workspace, to be closed
     * @throws PlatformException when it cannot be opened
     */
    Workspace open(WorkspaceRequest request);
}
