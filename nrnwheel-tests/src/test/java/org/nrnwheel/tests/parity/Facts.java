package org.nrnwheel.tests.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is effectively done for one Python, in lines that the script's side and the plan's side share. Lines that begin with
 * {@code install} stand for a set; all others keep their order.
 */
final class Facts {
    /** In a fresh environment all that is not constrained is the newest, with or without these. */
    private static final List<String> NEWEST = List.of("-U", "--upgrade");

    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return List.copyOf(lines);
    }

    void add(String line) {
        lines.add(line);
    }

    /** The words after {@code pip install}; a requirements file stands for its lines. */
    void install(List<String> words, SourceFiles files) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-r")) {
                i++;
                files.requirements(words.get(i)).forEach(requirement -> add("install " + requirement));
            } else if (word.equals("--constraint")) {
                i++;
                add("install within " + words.get(i));
            } else if (word.equals("--python")) {
                i++;
            } else if (!NEWEST.contains(word)) {
                add("install " + word);
            }
        }
    }

    /** The words of the command that runs {@code setup.py}; the definitions of CMake one by one. */
    void build(List<String> argv, String directory) {
        add("build by " + argv.get(0) + " " + argv.get(1) + " in " + directory);
        String definitions = "--cmake-defs=";
        for (String word : argv.subList(2, argv.size())) {
            if (word.startsWith(definitions)) {
                Stream.of(word.substring(definitions.length()).split(",", -1))
                        .forEach(definition -> add("build definition " + definition));
            } else {
                add("build word " + word);
            }
        }
    }

    /** The words of the command that repairs a wheel. */
    void repair(List<String> argv) {
        add("repair by " + argv.get(0));
        for (int i = 1; i < argv.size(); i++) {
            String word = argv.get(i);
            if (word.equals("--exclude") || word.equals("-w")) {
                i++;
                add("repair " + (word.equals("-w") ? "into " : "without grafting ") + argv.get(i));
            } else if (!word.equals("<wheel>")) {
                add("repair word " + word);
            }
        }
    }

    /** The whole environment of a command; PATH entry by entry. */
    void environment(String of, Map<String, String> environment) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.equals("PATH")) {
                Arrays.stream(value.split(":", -1)).forEach(entry -> add(of + " path " + entry));
            } else {
                add(of + " environment " + name + "=" + value);
            }
        });
    }
}
