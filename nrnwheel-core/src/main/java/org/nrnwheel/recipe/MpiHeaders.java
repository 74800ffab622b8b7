package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

/** The include directories of the MPIs that a wheel is compiled for, as the machine has them. */
final class MpiHeaders {
    private static final List<String> IMAGE = List.of("/nrnwheel/openmpi/include", "/nrnwheel/mpich/include");
    private static final List<String> MPT = List.of("/nrnwheel/mpt/include", "/host/opt/nrnwheel/mpt/include");
    private static final List<String> BREW = List.of("/opt/homebrew", "/usr/local");

    private MpiHeaders() {}

    /** All directories to look for, whatever the machine is. */
    static Set<String> candidates() {
        Set<String> all = new LinkedHashSet<>(IMAGE);
        all.addAll(MPT);
        for (Architecture architecture : Architecture.values()) {
            all.addAll(debian(architecture));
            all.addAll(redhat(architecture));
        }
        BREW.forEach(prefix -> all.addAll(brew(prefix)));
        return all;
    }

    /** The directories that are there, the user's after them. */
    static List<String> directories(BuildRequest request, Inventory inventory) {
        List<String> found = new ArrayList<>(ofMachine(inventory));
        request.options().mpiHeaders().forEach(path -> found.add(path.toString()));
        return found;
    }

    private static List<String> ofMachine(Inventory inventory) {
        if (inventory.system() == TargetSystem.MACOS) {
            return present(inventory, brew(brewPrefix(inventory)));
        }
        List<String> found = new ArrayList<>();
        for (List<String> group : List.of(IMAGE, debian(inventory.architecture()), redhat(inventory.architecture()))) {
            if (found.isEmpty()) {
                found.addAll(present(inventory, group));
            }
        }
        found.addAll(present(inventory, MPT));
        return found;
    }

    private static String brewPrefix(Inventory inventory) {
        return inventory
                .tool("brew")
                .map(Tool::path)
                .filter(path -> path.endsWith("/bin/brew"))
                .map(path -> path.substring(0, path.length() - "/bin/brew".length()))
                .orElse(inventory.architecture() == Architecture.ARM64 ? BREW.get(0) : BREW.get(1));
    }

    private static List<String> present(Inventory inventory, List<String> paths) {
        return paths.stream().filter(inventory::has).toList();
    }

    private static List<String> debian(Architecture architecture) {
        String triplet = triplet(architecture);
        return List.of("/usr/lib/" + triplet + "/openmpi/include", "/usr/include/" + triplet + "/mpich");
    }

    private static List<String> redhat(Architecture architecture) {
        return List.of("/usr/include/openmpi-" + architecture, "/usr/include/mpich-" + architecture);
    }

    private static List<String> brew(String prefix) {
        return List.of(prefix + "/opt/openmpi/include", prefix + "/opt/mpich/include");
    }

    private static String triplet(Architecture architecture) {
        return switch (architecture) {
            case I686 -> "i386-linux-gnu";
            case ARMV7L -> "arm-linux-gnueabihf";
            case PPC64LE -> "powerpc64le-linux-gnu";
            default -> architecture.token() + "-linux-gnu";
        };
    }
}
