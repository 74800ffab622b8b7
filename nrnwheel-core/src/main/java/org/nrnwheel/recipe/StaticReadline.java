package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.plan.Value;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.TargetSystem;

/** Static position-independent ncurses and readline: NEURON's images have them, elsewhere they are made once. */
final class StaticReadline {
    /** Variables of the request that name archives to build from, instead of fetching Debian's. */
    private static final List<String> ARCHIVES = List.of("NRNWHEEL_NCURSES_ARCHIVE", "NRNWHEEL_READLINE_ARCHIVE");

    private static final Place MADE = new Place(Root.CACHE, "static-readline");

    private StaticReadline() {}

    /** Whether this job makes them itself. */
    static boolean isMade(PlanInput input) {
        Inventory inventory = input.inventory();
        return inventory.system() == TargetSystem.LINUX
                && !input.request().features().contains(NeuronMachine.DYNAMIC_READLINE)
                && !NeuronMachine.IMAGE_READLINE.stream().allMatch(inventory::has);
    }

    static boolean given(BuildRequest request) {
        return ARCHIVES.stream().allMatch(request.options().environment()::containsKey);
    }

    /** The value of CMAKE_PREFIX_PATH on Linux. */
    static Value prefix(PlanInput input) {
        return isMade(input)
                ? Joined.of(MADE.resolve("ncurses"), ";", MADE.resolve("readline"))
                : new Text(String.join(";", NeuronMachine.IMAGE_READLINE));
    }

    static Optional<Problem> problem(PlanInput input) {
        if (!isMade(input)
                || given(input.request())
                || input.inventory().tool("apt-get").isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Problem(
                "static-readline",
                "this machine has no static readline, and no apt-get to fetch the sources of it",
                "Give the archives of ncurses 6.4 and readline 8.2 by the variables " + String.join(" and ", ARCHIVES)
                        + ", or ask for the feature dynamic-readline."));
    }

    static List<Step> steps(PlanInput input, Map<String, Value> environment) {
        if (!isMade(input)) {
            return List.of();
        }
        Place directory = new Place(Root.WORK, "static-readline");
        List<Value> argv = new ArrayList<>(List.of(
                new Text(input.inventory().tool("bash").map(Tool::path).orElse("/bin/bash")),
                directory.resolve("static-readline.sh"),
                MADE,
                new Text(Integer.toString(input.inventory().processors()))));
        if (given(input.request())) {
            Map<String, String> given = input.request().options().environment();
            ARCHIVES.forEach(name -> argv.add(new Text(given.getOrDefault(name, ""))));
        }
        return Stream.concat(
                        Stream.of("static-readline.sh", "debian-sources.sh").map(name -> script(directory, name)),
                        Stream.of(new RunStep(
                                "static-readline",
                                new Command(argv, environment, Place.of(Root.WORK), Optional.empty()))))
                .toList();
    }

    private static Step script(Place directory, String name) {
        return new FileStep(
                name.replace(".sh", "-script"), directory.resolve(name), new Text(Resources.text(name)), true);
    }
}
