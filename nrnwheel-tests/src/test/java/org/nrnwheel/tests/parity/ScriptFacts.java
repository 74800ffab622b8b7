package org.nrnwheel.tests.parity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what is effectively done out of a recording. */
final class ScriptFacts {
    /** Stands for the script before its loop over interpreters. */
    static final String BEFORE = "script";

    private static final Pattern VENV = Pattern.compile("nrn_build_venv(\\d+)_\\d+");

    private final SourceFiles files;
    private final Map<String, Facts> jobs = new LinkedHashMap<>();
    private Facts current = new Facts();
    private Map<String, String> before = Map.of();
    private Optional<Loaded> loaded = Optional.empty();

    private ScriptFacts(SourceFiles files) {
        this.files = files;
        jobs.put(BEFORE, current);
    }

    /** Returns the facts by python tag; those before the loop over interpreters by {@link #BEFORE}. */
    static Map<String, List<String>> of(Recording recording, SourceFiles files) {
        ScriptFacts facts = new ScriptFacts(files);
        recording.calls().forEach(facts::take);
        Map<String, List<String>> lines = new TreeMap<>();
        facts.jobs.forEach((python, job) -> lines.put(python, job.lines()));
        return lines;
    }

    private void take(Recording.Call call) {
        facts(call);
        before = call.environment();
    }

    private void facts(Recording.Call call) {
        List<String> words =
                call.arguments().stream().map(ScriptFacts::placeholders).toList();
        switch (call.program()) {
            case "python", "python3" -> python(call, words);
            case "pip" -> current.install(words.subList(1, words.size()), files);
            case "auditwheel" -> auditwheel(call, words);
            case "delocate-wheel" -> repair(call, words);
            case "mkdir" -> current.add("run mkdir " + String.join(" ", words));
            case "cp" -> current.add("deliver built wheel");
            case "module" -> loaded = Optional.of(new Loaded(String.join(" ", words), before, call.environment()));
            default ->
                current.add(
                        (asksOnly(call.program()) ? "ask " : "run ") + call.program() + " " + String.join(" ", words));
        }
    }

    private static boolean asksOnly(String program) {
        return List.of("uname", "brew", "which", "ls", "delocate-listdeps").contains(program);
    }

    private void python(Recording.Call call, List<String> words) {
        switch (words.get(0)) {
            case "-m" -> venv(call);
            case "-c" -> ask(words.get(1));
            case "setup.py" -> {
                within("build", call);
                current.build(argv(call, words), placeholders(call.directory()));
                current.environment("build", environment(call));
            }
            default -> current.add("run python " + String.join(" ", words));
        }
    }

    /** A job begins with the question for the interpreter's version. */
    private void ask(String code) {
        if (code.contains("sys.version_info")) {
            current = new Facts();
            loaded = Optional.empty();
        }
        current.add("ask python " + code);
    }

    private void venv(Recording.Call call) {
        Matcher name = VENV.matcher(call.argv().get(3));
        if (!name.matches()) {
            throw new AssertionError("unexpected environment: " + call.argv());
        }
        jobs.put("cp" + name.group(1), current);
        current.add("interpreter " + call.argv().get(0));
        current.add("venv by python -m venv");
    }

    private void auditwheel(Recording.Call call, List<String> words) {
        if (words.get(0).equals("show")) {
            current.add("ask auditwheel " + String.join(" ", words));
            return;
        }
        repair(call, words);
    }

    private void repair(Recording.Call call, List<String> words) {
        within("repair", call);
        current.repair(argv(call, words));
        current.environment("repair", environment(call));
        current.add("deliver repaired wheel");
    }

    private static List<String> argv(Recording.Call call, List<String> words) {
        return Stream.concat(Stream.of(placeholders(call.argv().get(0))), words.stream())
                .toList();
    }

    private void within(String what, Recording.Call call) {
        loaded.ifPresent(module ->
                module.statements(call.environment()).forEach(statement -> current.add(what + " within " + statement)));
    }

    private Map<String, String> environment(Recording.Call call) {
        Map<String, String> without =
                loaded.map(module -> module.without(call.environment())).orElse(call.environment());
        Map<String, String> environment = new TreeMap<>();
        without.forEach((name, value) -> environment.put(name, placeholders(value)));
        return environment;
    }

    private static String placeholders(String word) {
        return VENV.matcher(word.replaceAll("/root/nrn(?=/|$)", "<source>"))
                .replaceAll("<venv>")
                .replace("<source>/<venv>", "<venv>")
                .replaceAll("dist/[^/]*\\.whl", "<wheel>");
    }
}
