package org.nrnwheel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.audit.AuditReport;
import org.nrnwheel.audit.Verdict;
import org.nrnwheel.error.WheelException;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.request.PythonSelector;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.testing.MatrixReport;
import org.nrnwheel.testing.MatrixReport.Cell;
import org.nrnwheel.testing.MatrixReport.Gap;
import org.nrnwheel.testing.MatrixReport.TestedSystem;
import org.nrnwheel.testing.TestCancelledException;

/** One run of a matrix. Used by one thread, once. */
final class MatrixRun {
    /** glibc tells its version so; of musl its loader prints it. */
    private static final String LIBC = "getconf GNU_LIBC_VERSION 2>/dev/null || ldd --version 2>&1 || :";

    private static final Pattern MUSL = Pattern.compile("musl libc.*?Version (\\d+(?:\\.\\d+)+)", Pattern.DOTALL);
    private static final Pattern GLIBC = Pattern.compile("glibc (\\d+(?:\\.\\d+)+)");

    private final List<MatrixSubject> subjects;
    private final Map<String, Platform> platforms;
    private final Optional<PythonSelector> python;
    private final UnaryOperator<WheelTester> testing;
    private final BuildContext context;

    MatrixRun(
            List<MatrixSubject> subjects,
            Map<String, Platform> platforms,
            Optional<PythonSelector> python,
            UnaryOperator<WheelTester> testing,
            BuildContext context) {
        this.subjects = subjects;
        this.platforms = platforms;
        this.python = python;
        this.testing = testing;
        this.context = context;
    }

    /** What a system has. */
    private record Found(TestedSystem system, Inventory inventory) {}

    MatrixReport run() throws InterruptedException {
        Map<String, Found> found = new LinkedHashMap<>();
        for (Map.Entry<String, Platform> platform : platforms.entrySet()) {
            found.put(platform.getKey(), look(platform.getKey(), platform.getValue()));
        }
        List<Cell> cells = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        for (MatrixSubject subject : subjects) {
            List<Cell> row = new ArrayList<>();
            found.forEach((name, system) -> row.add(cell(subject, name, system)));
            cells.addAll(row);
            subject.file().flatMap(wheel -> gap(wheel, row, found)).ifPresent(gaps::add);
        }
        return new MatrixReport(found.values().stream().map(Found::system).toList(), cells, gaps);
    }

    private Found look(String name, Platform platform) throws InterruptedException {
        Path wheelhouse = context.environment().workingDirectory();
        BuildContext there = context.withPlatform(platform);
        List<Path> named = python.flatMap(PythonSelector::path).stream().toList();
        Inspection asked = new Inspection(Set.of(), Set.of(), named);
        try (Hosted system = Hosted.open(there, "look", asked, wheelhouse)) {
            Inventory inventory = system.inventory();
            List<Value> ask = List.of(new Text("/bin/sh"), new Text("-c"), new Text(LIBC));
            String told = system.run(ask, Map.of("PATH", new Text(system.path())), (channel, bytes) -> {})
                    .output();
            String distribution = (inventory.distribution().id() + " "
                            + inventory.distribution().version())
                    .strip();
            return new Found(new TestedSystem(name, distribution, libc(told)), inventory);
        }
    }

    private static String libc(String told) {
        Matcher glibc = GLIBC.matcher(told);
        Matcher musl = MUSL.matcher(told);
        return glibc.find() ? "glibc " + glibc.group(1) : musl.find() ? "musl " + musl.group(1) : "";
    }

    private Cell cell(MatrixSubject subject, String system, Found found) {
        FittingPython fitting = new FittingPython(found.inventory().interpreters(), python);
        Optional<WheelName> name = subject.name();
        Optional<Interpreter> chosen = name.isPresent() ? fitting.of(name.get()) : fitting.any();
        if (chosen.isEmpty()) {
            String tags = name.map(MatrixRun::tags).orElse("");
            return new Cell(subject.title(), system, Optional.empty(), fitting.missing(tags));
        }
        WheelTester tester = WheelTester.python(chosen.get().executable())
                .with(context)
                .target(subject.words())
                .on(platform(system));
        try {
            return new Cell(
                    subject.title(), system, Optional.of(testing.apply(tester).run()), "");
        } catch (TestCancelledException e) {
            throw e;
        } catch (WheelException e) {
            // The other systems can still tell something.
            return new Cell(subject.title(), system, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static String tags(WheelName name) {
        return String.join(".", name.pythons()) + "-" + String.join(".", name.abis());
    }

    private Platform platform(String name) {
        Platform platform = platforms.get(name);
        if (platform == null) {
            throw new IllegalArgumentException("not a system of this run: " + name);
        }
        return platform;
    }

    /** Only tags of manylinux and musllinux promise a version of the C library. */
    private Optional<Gap> gap(Path wheel, List<Cell> row, Map<String, Found> found) {
        AuditReport audit = WheelAuditor.audit(wheel);
        WheelName name = WheelName.parse(audit.wheel());
        Optional<LibcVersion> promised = name.platforms().stream()
                .flatMap(tag -> LibcVersion.ofTag(tag).stream())
                .min(Comparator.naturalOrder());
        return promised.map(least -> {
            Optional<LibcVersion> tried = row.stream()
                    .filter(cell -> cell.report().isPresent())
                    .flatMap(cell -> Optional.ofNullable(found.get(cell.system())).stream())
                    .flatMap(system -> LibcVersion.parse(system.system().libc()).stream())
                    .filter(version -> version.name().equals(least.name()))
                    .min(Comparator.naturalOrder());
            Optional<String> audited = audit.verdict()
                    .map(Verdict::bySymbols)
                    .filter(tag -> LibcVersion.ofTag(tag).isPresent());
            boolean covered =
                    tried.filter(version -> version.compareTo(least) <= 0).isPresent()
                            || audited.flatMap(LibcVersion::ofTag)
                                    .filter(version -> version.compareTo(least) <= 0)
                                    .isPresent();
            return new Gap(
                    audit.wheel(),
                    least.toString(),
                    tried.map(LibcVersion::toString).orElse(""),
                    audited.orElse(""),
                    covered);
        });
    }
}
