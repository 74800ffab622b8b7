package org.nrnwheel.platform;

import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.source.SourceSnapshot;

/**
 * What a workspace must have.
 *
 * @param name names its directory: stable over runs, unique among workspaces that are open at once, so that compiler
 *     caches see the same paths again
 * @param source what the job's own copy is made of, or nothing when it needs none
 * @param cache the local directory behind {@code CACHE}
 * @param wheelhouse the local directory behind {@code WHEELHOUSE}
 * @param needs what the job needs
 */
public record WorkspaceRequest(
        String name, Optional<SourceSnapshot> source, Path cache, Path wheelhouse, Needs needs) {}
