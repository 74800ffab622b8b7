package org.nrnwheel.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.plan.Value;

/**
 * One thing that a wheel must do. It passes when every run exits with 0 and prints what it should. Immutable.
 *
 * @param name names the check within its suite, and its scratch directory: letters, digits, dots, hyphens, underscores
 * @param tools programs that it needs and a wheel does not bring, by the names of {@link Tools}; without one of them it
 *     is skipped
 * @param after a check in whose directory this one goes on; it is skipped unless that one passed. Nothing: the check has
 *     a scratch directory of its own
 * @param obstacle why it cannot run here, which the suite knows beforehand; it is skipped with that reason
 * @param timeLimit after which it is ended and has failed
 * @param runs what to run, in order; the first that fails ends the check
 */
public record Check(
        String name,
        List<String> tools,
        Optional<String> after,
        Optional<String> obstacle,
        Duration timeLimit,
        List<Run> runs) {
    /**
     * Copies the lists and checks the name, which becomes a directory.
     */
    public Check {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("not a name of letters, digits, dots, hyphens, underscores: " + name);
        }
        tools = List.copyOf(tools);
        runs = List.copyOf(runs);
    }

    /**
     * Makes a check that needs nothing but the wheel.
     *
     * @param name its name
     * @param timeLimit its time limit
     * @param runs what to run
     * @return the check
     */
    public static Check of(String name, Duration timeLimit, Run... runs) {
        return new Check(name, List.of(), Optional.empty(), Optional.empty(), timeLimit, List.of(runs));
    }

    /**
     * Makes this check need programs.
     *
     * @param names names of {@link Tools}
     * @return the changed check
     */
    public Check needing(String... names) {
        return new Check(name, List.of(names), after, obstacle, timeLimit, runs);
    }

    /**
     * Makes this check go on where another one ended.
     *
     * @param check the other check's name
     * @return the changed check
     */
    public Check after(String check) {
        return new Check(name, tools, Optional.of(check), obstacle, timeLimit, runs);
    }

    /**
     * Makes this check be skipped when there is a reason; the first one given stays.
     *
     * @param reason what is missing, or nothing
     * @return the changed check
     */
    public Check unless(Optional<String> reason) {
        return new Check(name, tools, after, obstacle.or(() -> reason), timeLimit, runs);
    }

    /**
     * One process of a check.
     *
     * @param argv the program and its arguments
     * @param expected regular expressions, each of which some line of the output must hold
     * @param forbidden regular expressions that no line may hold, for programs that exit with 0 after an error
     * @param environment variables that are set for this process, over those of all checks
     * @param directory a directory below the check's in which it runs; empty: the check's own
     */
    public record Run(
            List<Value> argv,
            List<String> expected,
            List<String> forbidden,
            Map<String, Value> environment,
            String directory) {
        /**
         * Copies the lists and the map.
         */
        public Run {
            argv = List.copyOf(argv);
            expected = List.copyOf(expected);
            forbidden = List.copyOf(forbidden);
            environment = Map.copyOf(environment);
        }

        /**
         * Makes a run that may print anything.
         *
         * @param argv the program and its arguments
         * @return the run
         */
        public static Run of(Value... argv) {
            return of(List.of(argv));
        }

        /**
         * Makes a run that may print anything.
         *
         * @param argv the program and its arguments
         * @return the run
         */
        public static Run of(List<Value> argv) {
            return new Run(argv, List.of(), List.of(), Map.of(), "");
        }

        Run withArgv(List<Value> changed) {
            return new Run(changed, expected, forbidden, environment, directory);
        }

        /**
         * Adds arguments.
         *
         * @param arguments more arguments
         * @return the changed run
         */
        public Run and(Value... arguments) {
            List<Value> all = new ArrayList<>(argv);
            all.addAll(List.of(arguments));
            return new Run(all, expected, forbidden, environment, directory);
        }

        /**
         * Makes this run fail unless a line matches.
         *
         * @param patterns regular expressions
         * @return the changed run
         */
        public Run expecting(String... patterns) {
            return new Run(argv, List.of(patterns), forbidden, environment, directory);
        }

        /**
         * Makes this run fail when a line matches.
         *
         * @param patterns regular expressions
         * @return the changed run
         */
        public Run forbidding(String... patterns) {
            return new Run(argv, expected, List.of(patterns), environment, directory);
        }

        /**
         * Sets variables.
         *
         * @param variables the variables, over those that are set already
         * @return the changed run
         */
        public Run with(Map<String, Value> variables) {
            Map<String, Value> all = new TreeMap<>(environment);
            all.putAll(variables);
            return new Run(argv, expected, forbidden, all, directory);
        }

        /**
         * Makes this run in a directory below the check's, which an earlier run has made.
         *
         * @param below a relative path
         * @return the changed run
         */
        public Run in(String below) {
            return new Run(argv, expected, forbidden, environment, below);
        }
    }
}
