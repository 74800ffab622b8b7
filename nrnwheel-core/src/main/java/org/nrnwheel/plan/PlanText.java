package org.nrnwheel.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nrnwheel.shell.ShellQuote;

/** Describes a plan for people: commands in a readable form, the environment that all of a job's commands share once. */
final class PlanText {
    private final StringBuilder out = new StringBuilder();

    private PlanText() {}

    static String of(BuildPlan plan) {
        PlanText text = new PlanText();
        text.plan(plan);
        return text.out.toString();
    }

    private void plan(BuildPlan plan) {
        int count = plan.jobs().size();
        line("recipe " + plan.recipe() + " on " + plan.platform() + ": " + count + (count == 1 ? " wheel" : " wheels")
                + (plan.parallel() > 1 ? ", up to " + plan.parallel() + " at once" : ""));
        plan.image().flatMap(ImageReference::digest).ifPresent(digest -> line("image " + digest));
        line("source state " + plan.sourceState());
        plan.jobs().forEach(this::job);
        if (!plan.problems().isEmpty()) {
            line("");
            line("what is lacking:");
            plan.problems().forEach(this::problem);
        }
    }

    private void problem(Problem problem) {
        line("  - " + problem.message());
        line("    \u2192 " + problem.remedy());
    }

    private void job(BuildJob job) {
        Interpreter python = job.interpreter();
        line("");
        line(job.id() + "  (Python " + python.version() + ", " + python.executable() + ")");
        Map<String, Value> shared = shared(job);
        if (!shared.isEmpty()) {
            line("  environment of every command:");
            shared.forEach((name, value) -> line("    " + name + "=" + word(value)));
        }
        int number = 1;
        for (Step step : job.steps()) {
            line("  " + number++ + ". " + step.name() + ": " + summary(step));
            details(step, shared);
        }
    }

    private static Map<String, Value> shared(BuildJob job) {
        List<Command> commands =
                job.steps().stream().flatMap(step -> commands(step).stream()).toList();
        if (commands.size() < 2) {
            return Map.of();
        }
        Map<String, Value> shared = new TreeMap<>(commands.get(0).environment());
        commands.forEach(
                command -> shared.entrySet().retainAll(command.environment().entrySet()));
        return shared;
    }

    private static List<Command> commands(Step step) {
        if (step instanceof RunStep run) {
            return List.of(run.command());
        }
        return step instanceof RepairStep repair ? List.of(repair.command()) : List.of();
    }

    private static String summary(Step step) {
        if (step instanceof RunStep run) {
            return words(run.command());
        } else if (step instanceof FileStep file) {
            return "write " + word(file.file()) + (file.executable() ? ", a program" : "");
        } else if (step instanceof RepairStep repair) {
            return words(repair.command()) + " " + word(repair.wheel());
        } else if (step instanceof TestStep test) {
            return summary(test);
        }
        return "move " + word(((DeliverStep) step).wheel()) + " to $WHEELHOUSE";
    }

    private static String summary(TestStep step) {
        String how = step.constraints()
                .map(file -> " with the constraints of " + word(file))
                .orElse(" with the newest dependencies");
        return "suite " + step.suite() + " on " + word(step.wheel()) + how
                + (step.required() ? "" : "; a failure is a warning");
    }

    private void details(Step step, Map<String, Value> shared) {
        for (Command command : commands(step)) {
            if (!command.directory().equals(Place.of(Place.Root.SOURCE))) {
                line("       in " + word(command.directory()));
            }
            command.environment().entrySet().stream()
                    .filter(entry -> !shared.entrySet().contains(entry))
                    .forEach(entry -> line("       with " + entry.getKey() + "=" + word(entry.getValue())));
        }
        if (step instanceof RunStep run) {
            run.captures()
                    .forEach(capture -> line("       gives $" + capture.name() + ", the one "
                            + word(capture.directory().resolve(capture.glob()))));
        }
    }

    private static String words(Command command) {
        return command.argv().stream().map(PlanText::word).collect(Collectors.joining(" "));
    }

    private static String word(Value value) {
        String text = text(value);
        return text.isEmpty() ? "''" : text;
    }

    private static String text(Value value) {
        if (value instanceof Text text) {
            return shown(text.text());
        } else if (value instanceof Place place) {
            return path(place);
        } else if (value instanceof Captured captured) {
            return "$" + captured.name();
        } else if (value instanceof Variable variable) {
            return "${" + variable.name() + "}";
        }
        return ((Joined) value).parts().stream().map(PlanText::text).collect(Collectors.joining());
    }

    private static String path(Place place) {
        if (place.root() == Place.Root.SYSTEM) {
            return "/" + shown(place.relative());
        }
        String root = "$" + place.root().name().toUpperCase(Locale.ROOT);
        return place.relative().isEmpty() ? root : root + "/" + shown(place.relative());
    }

    /** Quotes what a reader could take for something else; control characters never reach a terminal. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .forEach(c -> shown.append(
                        c == '\n'
                                ? "\\n"
                                : Character.isISOControl(c) ? String.format("\\x%02x", c) : Character.toString(c)));
        return shown.chars().anyMatch(c -> " '\"$`*?;&|<>()#".indexOf(c) >= 0)
                ? ShellQuote.quoted(shown.toString())
                : shown.toString();
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
