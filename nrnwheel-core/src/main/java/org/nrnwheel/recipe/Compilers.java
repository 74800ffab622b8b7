package org.nrnwheel.recipe;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.TargetSystem;

/** The C and C++ compilers: the ones that the request's CC and CXX name, else the machine's. */
final class Compilers {
    private Compilers() {}

    static void inspect(BuildRequest request, Set<String> tools, Set<String> paths) {
        for (String variable : List.of("CC", "CXX")) {
            program(request, variable).ifPresent(program -> (program.startsWith("/") ? paths : tools).add(program));
        }
    }

    static List<Requirement> requirements(BuildRequest request) {
        return List.of(
                requirement("a C compiler", request, "CC", "cc", "gcc", "gcc"),
                requirement("a C++ compiler", request, "CXX", "c++", "g++", "gcc-c++"));
    }

    private static Requirement requirement(
            String what, BuildRequest request, String variable, String name, String gnu, String redhat) {
        Optional<String> given = program(request, variable);
        return new Requirement(
                given.map(program -> variable + "=" + program).orElse(what),
                inventory -> given.map(program -> present(inventory, program))
                        .orElseGet(() -> present(inventory, name) || present(inventory, gnu)),
                "build-essential",
                redhat,
                "");
    }

    /** The compiler that setuptools calls when nothing else is said. */
    static Value usual(JobEnvironment environment, Inventory inventory, String variable, String gnu) {
        return environment.user(variable).orElseGet(() -> {
            String clang = gnu.equals("gcc") ? "clang" : "clang++";
            return new Text(inventory.system() == TargetSystem.MACOS ? clang : gnu);
        });
    }

    private static boolean present(Inventory inventory, String program) {
        return program.startsWith("/")
                ? inventory.has(program)
                : inventory.tool(program).isPresent();
    }

    private static Optional<String> program(BuildRequest request, String variable) {
        return Optional.ofNullable(request.options().environment().get(variable))
                .map(value -> value.strip().split("\\s+", 2)[0])
                .filter(program -> !program.isEmpty());
    }
}
