package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.pypi.Preflight;
import org.nrnwheel.testkit.SmallWheel;

/** Descriptions in reStructuredText are judged as PyPI's own readme_renderer judges them: those of real wheels, and changed ones. */
@Tag("slow")
class DescriptionDifferentialTest {
    private static final int CHANGED = 800;
    private static final int LONGEST = 60;
    private static final char BETWEEN = '\u0001';
    private static final String PREFIX = "the description does not render as reStructuredText: ";

    private static final String ASK = """
            import io, sys
            from docutils.parsers.rst import roles
            from readme_renderer.rst import render

            with open(sys.argv[1], encoding='utf-8', newline='') as file:
                for text in file.read().split('\\x01'):
                    roles._roles.clear()  # those of the text before
                    messages = io.StringIO()
                    rendered = render(text, messages)
                    print(rendered is not None, ' '.join(messages.getvalue().split())[:200])
            """;

    private static final String RULES = """
            import importlib
            from docutils.parsers.rst import directives
            from docutils.parsers.rst.languages import en

            for name, canonical in sorted(en.directives.items()):
                if canonical in directives._directive_registry:
                    module, kind = directives._directive_registry[canonical]
                    d = getattr(importlib.import_module('docutils.parsers.rst.directives.' + module), kind)
                    print(name, d.required_arguments, d.optional_arguments, int(d.final_argument_whitespace),
                          int(d.has_content), ','.join(sorted(d.option_spec or ())) or '-')
            """;

    /** Lines that are put in: each is the start, the middle or the end of something. */
    private static final List<String> LINES = List.of(
            "* item",
            "- item",
            "1. one",
            "2. two",
            "#. auto",
            "a. x",
            "i. x",
            "(b) y",
            ":field: body",
            "-a  option",
            ">>> x",
            "| line",
            "+---+---+",
            "=== ===",
            ".. note::",
            ".. note:: x",
            ".. image:: y.png",
            ".. _t: http://x",
            ".. [1] x",
            ".. |s| image:: y",
            "__ http://z",
            "====",
            "----",
            "::",
            "text::",
            "term",
            ".. comment",
            "..",
            ".. code:: python",
            ".. code-block:: c",
            "   :linenos:",
            ".. unknown:: x",
            ".. class:: y",
            ".. role:: own",
            ":own:`x`",
            ":ref:`x`",
            "`a`__",
            "b_",
            "`c d`_",
            "[1]_",
            "|s|",
            "**b",
            "*c",
            "``d",
            "`e",
            "\"*\"",
            "'`'",
            "(*)",
            "f(*args, **kw)",
            "_`t2`",
            "t2_",
            "foo\\_",
            "http://x/y_ z",
            "\\*x",
            "x**2",
            "*x*y",
            "2 * 3",
            "a | b",
            "|x",
            "`x <http://y>`_",
            "   indented",
            "-- Author",
            "!! x",
            "    lit",
            "Title",
            "=====",
            "~~~~~");

    @TempDir
    private Path directory;

    @Test
    void noDescriptionThatRendersIsRefusedAndFewOfTheOthersPass() throws IOException, InterruptedException {
        List<String> cases = new ArrayList<>(real());
        int real = cases.size();
        assertThat(real).as("real descriptions").isGreaterThan(10);
        change(cases);
        List<String> theirs = ask(cases);
        List<String> falseAlarms = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < cases.size(); i++) {
            boolean renders = theirs.get(i).startsWith("True");
            Optional<String> ours = refused(cases.get(i));
            if (renders && ours.isPresent()) {
                falseAlarms.add(ours.get() + "\n" + cases.get(i));
            } else if (!renders && ours.isEmpty()) {
                missed.add(theirs.get(i));
            } else if (!renders) {
                found++;
            }
        }
        assertThat(falseAlarms).isEmpty();
        assertThat(found).as("of " + real + " real and " + CHANGED + " changed").isGreaterThan(CHANGED / 4);
        assertThat(missed).hasSizeLessThan(found / 10);
    }

    @Test
    void theDirectivesAreThoseOfDocutils() throws IOException, InterruptedException {
        Path script = Files.writeString(directory.resolve("rules.py"), RULES);
        String theirs = Oracles.renderer().run(directory, "python", script.toString());
        try (InputStream ours = Objects.requireNonNull(Preflight.class.getResourceAsStream("rst/directives.txt"))) {
            assertThat(new String(ours.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(theirs);
        }
    }

    /** What the packages that other tests install say of themselves. */
    private static Set<String> real() throws IOException, InterruptedException {
        Set<String> texts = new TreeSet<>();
        for (PythonTools tools :
                List.of(Oracles.renderer(), Oracles.indexes(), Oracles.twine(), Oracles.metadataRules())) {
            Path lib = Path.of(tools.program("python")).resolveSibling("../lib").normalize();
            try (Stream<Path> files = Files.walk(lib)) {
                for (Path file : files.filter(path -> path.endsWith("METADATA")).toList()) {
                    String text = Files.readString(file).replace("\r\n", "\n");
                    int body = text.indexOf("\n\n");
                    boolean rst = body > 0
                            && !text.substring(0, body).matches("(?si).*\nDescription-Content-Type: text/(?!x-rst).*");
                    if (rst && !text.substring(body).isBlank()) {
                        texts.add(text.substring(body + 2));
                    }
                }
            }
        }
        return texts;
    }

    /** Adds parts of the real ones in which lines and characters are taken out, put in, moved and changed. */
    private static void change(List<String> cases) {
        Random random = new Random(11);
        int real = cases.size();
        while (cases.size() < real + CHANGED) {
            List<String> lines = new ArrayList<>(
                    Arrays.asList(cases.get(random.nextInt(real)).split("\n", -1)));
            int start = random.nextInt(lines.size());
            lines = new ArrayList<>(lines.subList(start, Math.min(lines.size(), start + 5 + random.nextInt(LONGEST))));
            for (int i = random.nextInt(3); i >= 0 && !lines.isEmpty(); i--) {
                change(lines, random);
            }
            String text = String.join("\n", lines);
            if (!text.isBlank()) {
                cases.add(text);
            }
        }
    }

    private static void change(List<String> lines, Random random) {
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        int column = line.isEmpty() ? 0 : random.nextInt(line.length());
        switch (random.nextInt(9)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, "");
            case 2 -> lines.set(at, " ".repeat(1 + random.nextInt(4)) + line);
            case 3 -> lines.set(at, line.stripLeading());
            case 4 -> {
                String characters = "*`_|:.-=+[]<>()\\ \"'#~^\u201c\u2014\u00e9\t";
                char put = characters.charAt(random.nextInt(characters.length()));
                lines.set(at, line.substring(0, column) + put + line.substring(column));
            }
            case 5 -> lines.set(at, line.isEmpty() ? "" : line.substring(0, column) + line.substring(column + 1));
            case 6 -> lines.add(at, line);
            case 7 -> lines.set(at, lines.set(random.nextInt(lines.size()), line));
            default -> lines.add(at, LINES.get(random.nextInt(LINES.size())));
        }
    }

    private List<String> ask(List<String> cases) throws IOException, InterruptedException {
        Path input = Files.writeString(directory.resolve("cases"), String.join(String.valueOf(BETWEEN), cases));
        Path script = Files.writeString(directory.resolve("ask.py"), ASK);
        List<String> answers = Oracles.renderer()
                .run(directory, "python", script.toString(), input.toString())
                .lines()
                .toList();
        assertThat(answers).hasSameSizeAs(cases);
        return answers;
    }

    private Optional<String> refused(String text) throws IOException {
        return Preflight.ofPypi().check(wheel(text)).findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR
                        && finding.message().startsWith(PREFIX))
                .map(Finding::message)
                .findFirst();
    }

    private Path wheel(String text) throws IOException {
        return SmallWheel.named("sample")
                .metadata("Description-Content-Type: text/x-rst")
                .description(text)
                .write(directory);
    }
}
