package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/** The commands that install a wheel into a site. */
record Installer(Site site, Optional<Place> constraints) {
    List<Check.Run> make() {
        return runs(site.make());
    }

    List<Check.Run> install(Value wheel, List<Value> choice) {
        List<Value> argv = new ArrayList<>(site.pip("install"));
        argv.addAll(site.installOptions());
        constraints.ifPresent(file -> argv.addAll(Words.of("--constraint", file)));
        argv.addAll(choice);
        argv.add(wheel);
        List<Check.Run> runs = new ArrayList<>(runs(List.of(argv)));
        runs.addAll(runs(site.seal()));
        return runs;
    }

    /** Installs what the project's tests need, with extras of the wheel that is there already. */
    List<Check.Run> install(Value wheel, ProjectTests tests) {
        List<Value> argv = new ArrayList<>(site.pip("install"));
        constraints.ifPresent(file -> argv.addAll(Words.of("--constraint", file)));
        tests.requires().forEach(requirement -> argv.add(new Text(requirement)));
        if (!tests.extras().isEmpty()) {
            argv.add(new Joined(List.of(wheel, new Text("[" + String.join(",", tests.extras()) + "]"))));
        }
        List<List<Value>> commands = new ArrayList<>(site.unseal());
        commands.add(argv);
        commands.addAll(site.seal());
        return runs(commands);
    }

    List<Value> check() {
        return site.pip("check");
    }

    static List<Check.Run> runs(List<List<Value>> commands) {
        return commands.stream().map(Check.Run::of).toList();
    }
}
