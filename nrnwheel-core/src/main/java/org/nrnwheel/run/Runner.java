package org.nrnwheel.run;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Masker;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.result.PlanProblemsException;
import org.nrnwheel.result.RunningBuild;
import org.nrnwheel.source.SourceSnapshot;
import org.nrnwheel.source.SourceTree;

/** Carries plans out. Stateless. */
final class Runner {
    private Runner() {}

    /** Plans and starts; refuses, before any command runs, what cannot be carried out. */
    static RunningBuild start(BuildRequest request, BuildContext context) {
        // What the tree forbids is refused before a platform is looked for.
        Preparation preparation = Preparation.of(request, context);
        Platform platform = PlatformSelection.select(request, context);
        BuildPlan plan = preparation.plan(platform.inspect(preparation.inspection()));
        return start(plan, platform, request, context, Engines.standard());
    }

    static RunningBuild start(
            BuildPlan plan, Platform platform, BuildRequest request, BuildContext context, Engines engines) {
        if (!plan.problems().isEmpty()) {
            throw new PlanProblemsException(plan.problems());
        }
        Environment environment = context.environment();
        Path directory = environment.workingDirectory();
        SourceTree tree = SourceTree.open(directory.resolve(request.source()));
        Map<String, String> variables = PlanVariables.bind(plan.jobs(), context, platform.variables());
        JobKey keys = new JobKey(request, plan, variables, context.secrets(), directory);
        WheelhouseDirectory wheelhouse = WheelhouseDirectory.open(WheelhouseDirectory.locate(request, environment));
        Path cache = environment.cacheDirectory().toAbsolutePath();
        BuildSetting setting = new BuildSetting(
                plan,
                platform,
                new SourceSnapshot(tree, excluded(tree, wheelhouse.root(), cache), plan.sourceState()),
                cache,
                wheelhouse,
                variables,
                new Masker(context.secrets()),
                engines,
                context.keepOnFailure());
        Build build = new Build(setting, keys, context.listeners());
        build.start();
        return build;
    }

    /** What lies in the tree and is ours is not the user's source. */
    private static Set<Path> excluded(SourceTree tree, Path... ours) {
        Set<Path> excluded = new HashSet<>();
        for (Path path : ours) {
            if (path.startsWith(tree.directory()) && !path.equals(tree.directory())) {
                excluded.add(path);
            }
        }
        return excluded;
    }
}
