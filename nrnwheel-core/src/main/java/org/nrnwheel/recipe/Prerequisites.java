package org.nrnwheel.recipe;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.request.TargetSystem;

/** Finds what a machine lacks and says it once, with the one command that installs all of it. */
final class Prerequisites {
    private Prerequisites() {}

    static Optional<Problem> problem(Inventory inventory, List<Requirement> requirements) {
        List<Requirement> missing = requirements.stream()
                .filter(requirement -> !requirement.present().test(inventory))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String list = missing.stream().map(Requirement::what).distinct().collect(Collectors.joining(", "));
        return Optional.of(new Problem("prerequisites", "this machine lacks " + list, remedy(inventory, missing)));
    }

    private static String remedy(Inventory inventory, List<Requirement> missing) {
        if (inventory.system() == TargetSystem.MACOS) {
            String packages = packages(missing, Requirement::brew);
            return packages.isEmpty() ? "Run: xcode-select --install" : "Run: brew install " + packages;
        }
        if (inventory.distribution().debianLike()) {
            return "Run as root: apt-get update && apt-get install -y " + packages(missing, Requirement::debian);
        }
        if (redhat(inventory)) {
            return "Run as root: dnf install -y " + packages(missing, Requirement::redhat);
        }
        return "Install them with the package manager of this distribution ("
                + inventory.distribution().id() + ").";
    }

    private static boolean redhat(Inventory inventory) {
        Set<String> ids = Set.of("fedora", "rhel", "centos", "almalinux", "rocky");
        String all =
                inventory.distribution().id() + " " + inventory.distribution().like();
        return List.of(all.split(" ")).stream().anyMatch(ids::contains);
    }

    private static String packages(List<Requirement> missing, Function<Requirement, String> names) {
        return missing.stream()
                .flatMap(requirement -> List.of(names.apply(requirement).split(" ")).stream())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), sorted -> String.join(" ", sorted)));
    }
}
