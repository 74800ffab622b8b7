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
    /** What the helpers of suites say when they found the reason themselves. */
    private static final Pattern OWN = Pattern.compile("nrnwheel: failed: (.+)");

    private static final Pattern PERL = Pattern.compile("TypeError: str expected, not NoneType");
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
        Optional<String> own = ran.lines().stream()
                .map(OWN::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).strip())
                .findFirst();
        if (own.isPresent()) {
            return own;
        }
        for (String line : ran.lines()) {
            if (PERL.matcher(line).find() && ran.lines().stream().anyMatch(said -> said.contains("PERLEXE"))) {
                return Optional.of("the wheel's programs die where perl is not on PATH: they put its path into their"
                        + " environment whether there is one or not");
            }
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
