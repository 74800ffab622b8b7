package org.nrnwheel.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.nrnwheel.shell.ShellQuote;

/** Writes a plan as a POSIX shell script: a fixed head with functions, then one function for each job. */
final class ShellScript {
    private static final String HEAD = "plan-head.sh";

    private final StringBuilder out = new StringBuilder();

    private ShellScript() {}

    static String of(BuildPlan plan) {
        ShellScript script = new ShellScript();
        script.head(plan);
        for (int i = 0; i < plan.jobs().size(); i++) {
            script.job("job_" + (i + 1), plan.jobs().get(i));
        }
        script.tail(plan);
        return script.out.toString();
    }

    private void head(BuildPlan plan) {
        line("#!/bin/sh");
        line("# Written by nrnwheel: builds by hand what the plan says.");
        line("# "
                + ShellWords.comment("Recipe " + plan.recipe() + ", platform " + plan.platform() + ", source state "
                        + plan.sourceState()));
        for (Problem problem : plan.problems()) {
            line("# " + ShellWords.comment("Lacking: " + problem.message() + " " + problem.remedy()));
        }
        line("set -eu");
        variables(plan);
        out.append(resource());
        boolean repairs = plan.jobs().stream()
                .flatMap(job -> job.steps().stream())
                .anyMatch(step -> step instanceof RepairStep repair && isOwn(repair));
        if (repairs) {
            line("");
            line(
                    "command -v \"$tester\" >/dev/null || fail \"nrnwheel repairs the wheels of this plan: set NRNWHEEL to it, or"
                            + " plan with --repair auditwheel\"");
        }
    }

    private static boolean isOwn(RepairStep step) {
        return step.engine().equals("nrnwheel");
    }

    private void variables(BuildPlan plan) {
        line("");
        line("# Taken from the environment of the caller; the plan holds their names only.");
        for (String name : Variables.of(plan)) {
            line(ShellWords.variable(name) + "=${" + name + "?set it: the plan takes it from the environment}");
        }
    }

    private void job(String function, BuildJob job) {
        line("");
        line(function + "() {");
        line("    begin " + job.id());
        for (Step step : job.steps()) {
            line("");
            line("    say " + ShellQuote.word(job.id() + ": " + step.name()));
            step(step);
        }
        line("    end");
        line("}");
    }

    private void step(Step step) {
        if (step instanceof RunStep run) {
            run(run);
        } else if (step instanceof FileStep file) {
            file(file);
        } else if (step instanceof RepairStep repair) {
            repair(repair);
        } else if (step instanceof TestStep test) {
            test(test);
        } else {
            line("    deliver " + ShellWords.word(((DeliverStep) step).wheel()));
        }
    }

    private void run(RunStep step) {
        step.command().timeLimit().ifPresent(limit -> line("    # Not longer than " + limit.toMinutes() + " minutes."));
        String command = command(step.command(), "");
        if (step.standardOutput().isPresent()) {
            String file = ShellWords.word(step.standardOutput().get());
            line("    parent " + file);
            line("    " + command + " >" + file + " || {");
            line("        cat " + file);
            line("        exit 1");
            line("    }");
            line("    cat " + file);
        } else {
            line("    " + command);
        }
        step.captures().forEach(this::capture);
    }

    private void capture(Capture capture) {
        line("    only " + capture.name() + " " + ShellWords.word(capture.directory()) + "/"
                + ShellWords.pattern(capture.glob()));
        line("    " + ShellWords.capture(capture.name()) + "=$found");
    }

    private void file(FileStep step) {
        String file = ShellWords.word(step.file());
        line("    parent " + file);
        line("    printf '%s' " + ShellWords.word(step.content()) + " >" + file);
        if (step.executable()) {
            line("    chmod 755 " + file);
        }
    }

    private void repair(RepairStep step) {
        String wheel = ShellWords.word(step.wheel());
        String output = ShellWords.word(step.output());
        if (isOwn(step)) {
            line("    " + own(step) + " " + wheel);
            capture(new Capture(step.capture(), step.output(), "*.whl"));
            return;
        }
        line("    mkdir -p " + output);
        line("    if pure " + wheel + "; then");
        line("        cp " + wheel + " " + output + "/");
        line("    elif " + command(step.command(), " " + wheel) + " >\"$root_work\"/repair.log 2>&1; then");
        line("        cat \"$root_work\"/repair.log");
        line("    else");
        line("        unrepaired " + wheel + " " + output);
        line("    fi");
        capture(new Capture(step.capture(), step.output(), "*.whl"));
    }

    /** Its environment is the caller's, in which Java is found, but for what a repair depends on. */
    private static String own(RepairStep step) {
        Map<String, Value> environment = step.command().environment();
        StringBuilder words = new StringBuilder("own_repair");
        for (String name : List.of("SOURCE_DATE_EPOCH", "LD_LIBRARY_PATH")) {
            Value value = environment.get(name);
            words.append(' ').append(value == null ? "''" : ShellWords.word(value));
        }
        List<Value> argv = step.command().argv();
        argv.subList(1, argv.size()).forEach(value -> words.append(' ').append(ShellWords.word(value)));
        return words.toString();
    }

    private void test(TestStep step) {
        StringBuilder words = new StringBuilder("    check_wheel ")
                .append(step.required() ? "required " : "warning ")
                .append(ShellQuote.word(step.interpreter()))
                .append(' ')
                .append(ShellWords.word(step.wheel()))
                .append(" --suite ")
                .append(ShellQuote.word(step.suite()));
        step.constraints().ifPresent(file -> words.append(" --constraints ").append(ShellWords.word(file)));
        if (step.source()) {
            words.append(" --source \"$root_source\"");
        }
        line(words.toString());
    }

    /** A subshell, so that the directory is the command's alone; its environment is empty but for what the plan lists. */
    private static String command(Command command, String more) {
        String argv = command.argv().stream().map(ShellWords::word).collect(Collectors.joining(" "));
        return "(cd " + ShellWords.word(command.directory()) + " && exec env -i " + environment(command.environment())
                + program(command.argv()) + argv + more + " </dev/null)";
    }

    private static String environment(Map<String, Value> environment) {
        return environment.entrySet().stream()
                .map(entry -> ShellQuote.word(entry.getKey() + "=") + ShellWords.word(entry.getValue()) + " ")
                .collect(Collectors.joining());
    }

    /** env would take a program whose name holds an equals sign for a variable; the script refuses such roots itself. */
    private static String program(List<Value> argv) {
        Value program = argv.get(0);
        boolean safe = (program instanceof Text text && !text.text().contains("="))
                || (program instanceof Place place && !place.relative().contains("="));
        return safe ? "" : "/bin/sh -c 'exec \"$@\"' sh ";
    }

    private void tail(BuildPlan plan) {
        line("");
        for (int i = 1; i <= plan.jobs().size(); i++) {
            line("job_" + i);
        }
        line("say \"wheels are in $root_wheelhouse\"");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private static String resource() {
        try (InputStream in = ShellScript.class.getResourceAsStream(HEAD)) {
            if (in == null) {
                throw new IllegalStateException(HEAD + " is not beside this class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
