package org.nrnwheel.testing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.platform.Exit;

/** Says in a line or two why a process of a check failed. Stateless. */
final class Reasons {
    private static final int LAST_LINES = 3;
    private static final Pattern MODULE =
            Pattern.compile("(?:ModuleNotFound|Import)Error: No module named '?([\\w.]+)'?");
    private static final Pattern LOADER = Pattern.compile(
            "cannot open shared object file|symbol lookup error|version `[^']+' not found|undefined symbol|cannot execute");
    private static final Pattern SETUPTOOLS = Pattern.compile("(?i)setuptools==(.+)");

    private Reasons() {}

    static String of(Ran ran, List<String> installed) {
        return known(ran, installed).orElseGet(() -> plain(ran));
    }

    private static Optional<String> known(Ran ran, List<String> installed) {
        for (String line : ran.lines()) {
            Matcher module = MODULE.matcher(line);
            if (module.find()) {
                return Optional.of(missingModule(module.group(1), installed));
            }
            if (LOADER.matcher(line).find()) {
                return Optional.of("the loader: " + line.strip());
            }
        }
        return Optional.empty();
    }

    private static String missingModule(String module, List<String> installed) {
        if (!module.equals("pkg_resources")) {
            return "the module " + module + " is missing: neither the wheel nor its dependencies bring it";
        }
        String why = installed.stream()
                .map(SETUPTOOLS::matcher)
                .filter(Matcher::matches)
                .map(found -> "which setuptools " + found.group(1) + " no longer has")
                .findFirst()
                .orElse("which comes with setuptools, and that is not installed");
        return "the wheel's programs import pkg_resources, " + why + "; it went away with setuptools 82, so constrain"
                + " setuptools<81, the last without its warning, or make the programs use importlib.metadata";
    }

    private static String plain(Ran ran) {
        if (ran.exit().outcome() == Exit.Outcome.TIMED_OUT) {
            return "not done within " + ran.exit().time().toSeconds() + " s: " + ran.command();
        }
        if (ran.exit().outcome() == Exit.Outcome.LOST && ran.lines().isEmpty()) {
            return ran.exit().detail();
        }
        if (!ran.exit().successful()) {
            return ran.exit() + last(ran) + " [" + ran.command() + "]";
        }
        if (!ran.errors().isEmpty()) {
            return "exit code 0, but it printed an error" + last(ran) + " [" + ran.command() + "]";
        }
        return String.format(Locale.ROOT, "exit code 0, but no line matched %s [%s]", ran.missing(), ran.command());
    }

    private static String last(Ran ran) {
        List<String> said = ran.lines().stream().filter(line -> !line.isBlank()).toList();
        List<String> end = said.subList(Math.max(0, said.size() - LAST_LINES), said.size());
        return end.isEmpty()
                ? ""
                : ": " + String.join(" | ", end.stream().map(String::strip).toList());
    }
}
