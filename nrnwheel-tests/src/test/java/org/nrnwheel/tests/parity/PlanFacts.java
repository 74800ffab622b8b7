package org.nrnwheel.tests.parity;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.DeliverStep;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.RepairStep;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.TestStep;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.plan.Variable;

/** Reads what is effectively done out of a plan. */
final class PlanFacts {
    private static final String EXEC = " && exec \"$@\"";

    private final SourceFiles files;
    private final Map<String, String> machine;
    private final Facts facts = new Facts();

    private PlanFacts(SourceFiles files, Map<String, String> machine) {
        this.files = files;
        this.machine = machine;
    }

    /**
     * Returns the facts by python tag.
     *
     * @param machine the environment of the machine, which gives variables that are passed on their values
     */
    static Map<String, List<String>> of(BuildPlan plan, SourceFiles files, Map<String, String> machine) {
        Map<String, List<String>> lines = new TreeMap<>();
        for (BuildJob job : plan.jobs()) {
            PlanFacts reader = new PlanFacts(files, machine);
            reader.facts.add("interpreter " + job.interpreter().executable());
            job.steps().forEach(reader::take);
            lines.put(job.interpreter().pythonTag(), reader.facts.lines());
        }
        return lines;
    }

    private void take(Step step) {
        if (step instanceof RunStep run) {
            run(run);
        } else if (step instanceof FileStep file) {
            facts.add("write " + text(file.file()));
        } else if (step instanceof RepairStep repair) {
            repair(repair);
        } else if (step instanceof TestStep test) {
            facts.add("test " + test.suite() + (test.required() ? "" : " as a warning"));
        } else if (step instanceof DeliverStep deliver) {
            facts.add("deliver " + (deliver.wheel().name().equals("wheel") ? "built" : "repaired") + " wheel");
        }
    }

    private void run(RunStep step) {
        List<String> argv = argv("build", step.command());
        int install = argv.indexOf("install");
        if (argv.contains("setup.py")) {
            facts.build(argv, text(step.command().directory()));
            facts.environment("build", environment(step.command()));
        } else if (step.name().equals("venv")) {
            facts.add("venv by " + (argv.contains("-m") ? "python -m venv" : "uv"));
        } else if (step.name().equals("requirements") && install >= 0) {
            facts.install(argv.subList(install + 1, argv.size()), files);
        } else {
            facts.add("run " + step.name() + ": " + String.join(" ", argv));
        }
    }

    private void repair(RepairStep step) {
        facts.repair(argv("repair", step.command()));
        facts.environment("repair", environment(step.command()));
    }

    /** The words of a command without the shell that prepares it, whose statements are facts. */
    private List<String> argv(String what, Command command) {
        List<String> argv = command.argv().stream().map(this::text).toList();
        if (argv.size() < 5 || !argv.get(1).equals("-c") || !argv.get(2).endsWith(EXEC)) {
            return argv;
        }
        String prepares = argv.get(2).substring(0, argv.get(2).length() - EXEC.length());
        Stream.of(prepares.split(" && ")).forEach(statement -> facts.add(what + " within " + statement));
        return argv.subList(4, argv.size());
    }

    private Map<String, String> environment(Command command) {
        Map<String, String> environment = new TreeMap<>();
        command.environment().forEach((name, value) -> {
            if (!(value instanceof Variable variable) || machine.containsKey(variable.name())) {
                environment.put(name, text(value));
            }
        });
        return environment;
    }

    private String text(Value value) {
        if (value instanceof Text text) {
            return text.text();
        }
        if (value instanceof Place place) {
            return place(place);
        }
        if (value instanceof Captured captured) {
            return "<" + captured.name() + ">";
        }
        if (value instanceof Variable variable) {
            return Optional.ofNullable(machine.get(variable.name())).orElse("<" + variable.name() + ">");
        }
        StringBuilder joined = new StringBuilder();
        ((Joined) value).parts().forEach(part -> joined.append(text(part)));
        return joined.toString();
    }

    private static String place(Place place) {
        String root = place.root() == Place.Root.SYSTEM
                ? ""
                : "<" + place.root().name().toLowerCase(Locale.ROOT) + ">";
        return place.relative().isEmpty() && !root.isEmpty() ? root : root + "/" + place.relative();
    }
}
