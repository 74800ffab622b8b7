package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;

/** Debian keeps the part of Python that makes virtual environments in a package of its own. */
final class DebianVenv {
    private static final int NEWEST = 20;

    private DebianVenv() {}

    static void inspect(Set<String> paths) {
        for (int minor = 6; minor <= NEWEST; minor++) {
            paths.add(ensurepip(3, minor));
        }
    }

    static List<Requirement> requirements(Inventory inventory, List<Interpreter> interpreters) {
        List<Requirement> all = new ArrayList<>();
        for (Interpreter interpreter : interpreters) {
            boolean byUv = inventory.tool("uv").isPresent() && VirtualEnvironment.uvServes(interpreter);
            if (!byUv
                    && inventory.distribution().debianLike()
                    && interpreter.executable().startsWith("/usr/bin/")) {
                String python = "python" + interpreter.major() + "." + interpreter.minor();
                all.add(Requirement.path(
                        "the venv module of " + python,
                        ensurepip(interpreter.major(), interpreter.minor()),
                        python + "-venv",
                        ""));
            }
        }
        return all;
    }

    private static String ensurepip(int major, int minor) {
        return "/usr/lib/python" + major + "." + minor + "/ensurepip";
    }
}
