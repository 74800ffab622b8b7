package org.nrnwheel.run;

import java.nio.file.Path;
import java.util.Map;
import org.nrnwheel.env.Masker;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.source.SourceSnapshot;

/**
 * What all jobs of one build share.
 *
 * @param plan what is carried out
 * @param platform where
 * @param source what each job's copy is made of
 * @param cache the directory of caches
 * @param wheelhouse where wheels go
 * @param variables values of the plan's variables, secrets among them
 * @param masker hides secrets
 * @param engines repair and test wheels
 * @param keepOnFailure whether workspaces of jobs that fail stay
 */
record BuildSetting(
        BuildPlan plan,
        Platform platform,
        SourceSnapshot source,
        Path cache,
        WheelhouseDirectory wheelhouse,
        Map<String, String> variables,
        Masker masker,
        Engines engines,
        boolean keepOnFailure) {
    /** The directory for short-lived files. */
    Path temporary() {
        return wheelhouse.incoming();
    }

    /** Names what may be shown. */
    @Override
    public String toString() {
        return "BuildSetting[" + plan.recipe() + " into " + wheelhouse.root() + "]";
    }
}
