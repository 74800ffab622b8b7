package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.pypi.Preflight;
import org.nrnwheel.testkit.SmallWheel;

/** METADATA is judged as PyPI's own packaging and trove-classifiers judge it. */
@Tag("slow")
class PreflightDifferentialTest {
    private static final int MUTATED = 1500;

    private static final List<String> PICKED = List.of(
            "Summary: one line",
            "Description-Content-Type: text/markdown",
            "Description-Content-Type: text/markdown; charset=UTF-8; variant=GFM",
            "Description-Content-Type: text/markdown; variant=Pandoc",
            "Description-Content-Type: text/x-rst; charset=latin-1",
            "Description-Content-Type: text/html",
            "Description-Content-Type: markdown",
            "Description-Content-Type: TEXT/PLAIN; charset=\"utf-8\"",
            "Dynamic: Classifier",
            "Dynamic: Name",
            "Dynamic: Nothing",
            "Provides-Extra: test",
            "Provides-Extra: -test",
            "Provides-Extra: te st",
            "Requires-Python: >=3.8",
            "Requires-Python: >=3.8,<4,!=3.9.*",
            "Requires-Python: >=3.8.*",
            "Requires-Python: 3.8",
            "Requires-Python: ~=3",
            "Requires-Python: ~=3.8",
            "Requires-Python: ==3.*",
            "Requires-Python: ==3.8.dev1.*",
            "Requires-Python: ==3.8+local",
            "Requires-Python: >=3.8+local",
            "Requires-Python: ===whatever",
            "Requires-Python: >= 3.8 , < 4",
            "Requires-Python: >=3.8;",
            "Requires-Python: ,",
            "Requires-Dist: numpy",
            "Requires-Dist: numpy>=1.20",
            "Requires-Dist: numpy (>=1.20)",
            "Requires-Dist: numpy (>=1.20,<2)",
            "Requires-Dist: numpy (>=1.20",
            "Requires-Dist: numpy >=1.20, <2, !=1.21.*",
            "Requires-Dist: numpy>=1.20,",
            "Requires-Dist: numpy>=",
            "Requires-Dist: numpy 1.20",
            "Requires-Dist: numpy[extra]",
            "Requires-Dist: numpy[extra,other]>=1",
            "Requires-Dist: numpy[]",
            "Requires-Dist: numpy[extra",
            "Requires-Dist: numpy[extra,]",
            "Requires-Dist: -numpy",
            "Requires-Dist: numpy; python_version < '3.9'",
            "Requires-Dist: numpy; python_version < \"3.9\" and (os_name == 'nt' or extra == 'test')",
            "Requires-Dist: numpy; python_version < 3.9",
            "Requires-Dist: numpy; python_version in '3.8 3.9'",
            "Requires-Dist: numpy; 'linux' not in sys_platform",
            "Requires-Dist: numpy; platform.machine == 'x86_64'",
            "Requires-Dist: numpy; python_implementation == 'CPython'",
            "Requires-Dist: numpy; something == 'x'",
            "Requires-Dist: numpy; (extra == 'x'",
            "Requires-Dist: numpy; extra == 'x' and",
            "Requires-Dist: numpy;",
            "Requires-Dist: numpy==1.*",
            "Requires-Dist: numpy~=1",
            "Requires-Dist: find_libpython",
            "License-Expression: MIT",
            "License-Expression: mit AND (apache-2.0 or BSD-2-Clause)",
            "License-Expression: GPL-2.0-or-later WITH Bison-exception-2.2",
            "License-Expression: GPL-2.0-or-later WITH MIT",
            "License-Expression: MIT WITH",
            "License-Expression: MIT AND",
            "License-Expression: (MIT",
            "License-Expression: MIT)",
            "License-Expression: MIT Apache-2.0",
            "License-Expression: Nothing-1.0",
            "License-Expression: LicenseRef-Own.1",
            "License-Expression: LicenseRef-Own_1",
            "License-Expression: MIT+",
            "License-Expression: ()",
            "Import-Name: neuron",
            "Classifier: Programming Language :: Python :: 3",
            "Classifier: Private :: Do Not Upload",
            "Classifier: Programming Language :: Snake",
            "Classifier: Natural Language :: Ukranian");

    private static final String ASK = """
            import sys, packaging.metadata, trove_classifiers

            def valid(line):
                text = 'Metadata-Version: 2.5\\nName: sample\\nVersion: 1.0\\n' + line + '\\n'
                field, _, value = line.partition(': ')
                if field == 'Classifier':
                    return value.strip() in trove_classifiers.classifiers
                try:
                    packaging.metadata.Metadata.from_email(text.encode())
                    return True
                except ExceptionGroup:
                    return False

            with open(sys.argv[1], newline='\\n') as file:
                for line in file.read().split('\\n'):
                    print(valid(line))
            """;

    @TempDir
    private Path directory;

    @Test
    void findsWhatPackagingRefusesAndNothingElse() throws IOException, InterruptedException {
        List<String> cases = cases();
        List<String> theirs = ask(cases);
        Map<String, String> wrong = new TreeMap<>();
        for (int i = 0; i < cases.size(); i++) {
            List<String> found = found(cases.get(i));
            if (found.isEmpty() != theirs.get(i).equals("True")) {
                wrong.put(cases.get(i), found + " but packaging says " + theirs.get(i));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(theirs).contains("True", "False");
    }

    @Test
    void theRulesAreThoseOfTheirPackages() throws IOException, InterruptedException {
        Oracles.metadataRules()
                .run(Path.of("..").toAbsolutePath().normalize(), "python", "scripts/generate-index-rules", "--check");
    }

    private List<String> ask(List<String> cases) throws IOException, InterruptedException {
        Path input = Files.writeString(directory.resolve("cases"), String.join("\n", cases));
        Path script = Files.writeString(directory.resolve("ask.py"), ASK);
        return Oracles.metadataRules()
                .run(directory, "python", script.toString(), input.toString())
                .lines()
                .toList();
    }

    /** Each picked case, and cases with a character too many, too few or changed. */
    private static List<String> cases() {
        List<String> cases = new ArrayList<>(PICKED);
        Random random = new Random(7);
        String characters = " ,;.=<>!~()[]'\"*+-_@a1x";
        while (cases.size() < PICKED.size() + MUTATED) {
            String picked = PICKED.get(random.nextInt(PICKED.size()));
            int start = picked.indexOf(": ") + 2;
            StringBuilder changed = new StringBuilder(picked);
            int at = start + random.nextInt(picked.length() - start);
            char character = characters.charAt(random.nextInt(characters.length()));
            switch (random.nextInt(3)) {
                case 0 -> changed.insert(at, character);
                case 1 -> changed.deleteCharAt(at);
                default -> changed.setCharAt(at, character);
            }
            if (!changed.toString().contains("@") || !picked.startsWith("Requires-Dist")) {
                cases.add(changed.toString());
            }
        }
        return cases;
    }

    private List<String> found(String line) throws IOException {
        return Preflight.ofPypi().check(wheel(line)).findings().stream()
                .filter(finding -> finding.id().equals("invalid-metadata"))
                .map(Finding::message)
                .toList();
    }

    private Path wheel(String line) throws IOException {
        return SmallWheel.named("sample").metadataVersion("2.5").metadata(line).write(directory);
    }
}
