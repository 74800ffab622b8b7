package org.nrnwheel.tests;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds programs and class paths for child JVMs. */
final class ClassPaths {
    private ClassPaths() {}

    /** The program of the JDK that runs this test. */
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** The command line in a JVM of its own. */
    static List<String> nrnwheel(String... words) {
        List<String> argv = new ArrayList<>(List.of(tool("java"), "-cp", tests(), "org.nrnwheel.cli.Main"));
        argv.addAll(List.of(words));
        return argv;
    }

    /** What the library needs at run time, as an embedder has it: no test classes, no test libraries. */
    static String library() {
        return String.join(File.pathSeparator, entries());
    }

    /** All that these tests have: for programs of theirs that run in a JVM of their own. */
    static String tests() {
        return System.getProperty("java.class.path");
    }

    static List<String> entries() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), -1))
                .filter(ClassPaths::belongsToLibrary)
                .collect(Collectors.toList());
    }

    private static boolean belongsToLibrary(String entry) {
        return entry.matches(".*/nrnwheel-(core|pypi)(/target/classes|-[^/]*\\.jar)")
                || entry.matches(".*/(jackson-[^/]*|commons-[^/]*|snakeyaml[^/]*|jspecify[^/]*)\\.jar");
    }
}
