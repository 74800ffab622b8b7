package org.nrnwheel.tests.parity;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.nrnwheel.LinuxWheelBuilder;
import org.nrnwheel.MacosWheelBuilder;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.request.BuildOptions.Repair;

/**
 * A call of the script and the request that does the same.
 *
 * @param name the scenario's name
 * @param inventory the machine, a resource beside {@code record.sh}
 * @param request the request for a source tree
 */
record Scenario(String name, String inventory, Function<Path, WheelBuilder<?>> request) {
    /** Ends the names of scenarios in which nrnwheel is asked to do what the script does anyway. */
    private static final String AUDITWHEEL = "-auditwheel";

    private static final String MPT = "/nrnwheel/mpt/include";

    /** The scenario of {@code record.sh} that this one is compared with. */
    String recording() {
        return name.replace(AUDITWHEEL, "");
    }

    /** Adds what the scenario's machine has beside its recorded inventory. */
    Inventory machine(Inventory recorded) {
        if (!name.endsWith("-mpt")) {
            return recorded;
        }
        Set<String> paths = new TreeSet<>(recorded.paths());
        paths.add(MPT);
        return recorded.withPaths(paths);
    }

    static List<Scenario> all() {
        return List.of(
                linux("linux-311", "manylinux2014", b -> b.python("311")),
                linux("linux-311-mpt", "manylinux2014", b -> b.python("311")),
                linux(
                        "linux-311-skip-repair",
                        "manylinux2014",
                        b -> b.python("311").withoutRepair()),
                linux(
                        "linux-311-release",
                        "manylinux2014",
                        b -> b.python("311").release().environment("NRN_BUILD_FOR_UPLOAD", "1")),
                linux(
                        "linux-3x-coreneuron",
                        "manylinux2014",
                        b -> b.python("3*").coreneuron()),
                linux(
                        "linux-3x-coreneuron-mpt",
                        "manylinux2014",
                        b -> b.python("3*").coreneuron()),
                linux(
                        "linux-3x-skip-repair",
                        "manylinux2014",
                        b -> b.python("3*").withoutRepair()),
                linux(
                        "linux-3x-coreneuron" + AUDITWHEEL,
                        "manylinux2014",
                        b -> b.python("3*").coreneuron().repairWith(Repair.AUDITWHEEL)),
                linux(
                        "linux-39-coreneuron-gpu",
                        "manylinux2014-gpu",
                        b -> b.python("39").coreneuronGpu()),
                linux(
                        "linux-39-coreneuron-gpu-mpt",
                        "manylinux2014-gpu",
                        b -> b.python("39").coreneuronGpu()),
                linux("ci-linux", "debian-ci", LinuxWheelBuilder::dynamicReadline),
                linux(
                        "ci-linux-skip-repair",
                        "debian-ci",
                        b -> b.dynamicReadline().withoutRepair()),
                macos("ci-osx-arm64", "macos-arm64", b -> b.python("3.11").dynamicReadline()),
                macos("osx-3.11-arm64", "macos-arm64", b -> b.python("3.11")),
                macos("osx-3.11-x86_64", "macos-x86_64", b -> b.python("3.11")),
                macos(
                        "osx-3.9-coreneuron-arm64",
                        "macos-arm64",
                        b -> b.python("3.9").coreneuron()),
                macos("osx-3x-arm64", "macos-arm64", b -> b.python("3*")));
    }

    private static Scenario linux(String name, String inventory, Function<LinuxWheelBuilder, WheelBuilder<?>> options) {
        return new Scenario(
                name, inventory, source -> options.apply(WheelBuilder.linux().source(source)));
    }

    private static Scenario macos(String name, String inventory, Function<MacosWheelBuilder, WheelBuilder<?>> options) {
        return new Scenario(
                name, inventory, source -> options.apply(WheelBuilder.macos().source(source)));
    }
}
