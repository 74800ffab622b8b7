package org.nrnwheel.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Problem;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.TargetSystem;

/** What both generations of NEURON's packaging need of a machine. */
final class NeuronMachine {
    static final String CORENEURON = "coreneuron";
    static final String WITHOUT_RX3D = "without-rx3d";
    static final String WITHOUT_INTERVIEWS = "without-interviews";
    static final String WITHOUT_MPI = "without-mpi";
    static final String DYNAMIC_READLINE = "dynamic-readline";

    /** NEURON's own images have the static libraries here. */
    static final List<String> IMAGE_READLINE = List.of("/nrnwheel/ncurses", "/nrnwheel/readline");

    private static final String X11 = "/usr/include/X11/Xlib.h";
    private static final String XCOMPOSITE = "/usr/include/X11/extensions/Xcomposite.h";
    private static final String XEXT = "/usr/include/X11/extensions/Xext.h";
    private static final String READLINE = "/usr/include/readline/readline.h";
    private static final List<String> MAC_X11 =
            List.of("/opt/X11/include/X11/Xlib.h", "/usr/X11/include/X11/Xlib.h", "/usr/x11/include/X11/Xlib.h");
    private static final String DEBIAN_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

    private NeuronMachine() {}

    static Inspection inspection(BuildRequest request, List<String> more) {
        Set<String> tools = new TreeSet<>(Set.of(
                "cc", "c++", "gcc", "g++", "clang", "clang++", "cmake", "cmake3", "make", "ninja", "bison", "flex",
                "git", "ccache", "uv", "brew", "bash", "apt-get", "flock"));
        tools.addAll(Nvhpc.tools());
        Set<String> paths = new TreeSet<>(MpiHeaders.candidates());
        paths.addAll(Set.of(X11, XCOMPOSITE, XEXT, READLINE, DEBIAN_KEYRING));
        paths.addAll(IMAGE_READLINE);
        paths.addAll(MAC_X11);
        paths.addAll(Nvhpc.paths());
        paths.addAll(more);
        Compilers.inspect(request, tools, paths);
        DebianVenv.inspect(paths);
        return new Inspection(tools, paths, List.of());
    }

    static Optional<Problem> prerequisites(PlanInput input, List<Interpreter> interpreters) {
        BuildRequest request = input.request();
        List<Requirement> all = new ArrayList<>(Compilers.requirements(request));
        all.add(new Requirement("cmake", i -> cmake(i).isPresent(), "cmake", "cmake", "cmake"));
        all.add(new Requirement(
                "ninja or make",
                i -> i.tool("ninja").isPresent() || i.tool("make").isPresent(),
                "ninja-build",
                "ninja-build",
                "ninja"));
        all.add(Requirement.tool("bison", "bison", "bison", "bison"));
        all.add(Requirement.tool("flex", "flex", "flex", "flex"));
        all.add(Requirement.tool("git", "git", "git", "git"));
        if (!request.features().contains(WITHOUT_MPI)) {
            all.add(new Requirement(
                    "MPI headers",
                    i -> !MpiHeaders.directories(request, i).isEmpty(),
                    "libopenmpi-dev libmpich-dev",
                    "openmpi-devel mpich-devel",
                    "openmpi mpich"));
        }
        if (!request.features().contains(WITHOUT_INTERVIEWS)) {
            all.addAll(x11(input.inventory()));
        }
        all.addAll(readline(input));
        all.addAll(DebianVenv.requirements(input.inventory(), interpreters));
        return Prerequisites.problem(input.inventory(), all);
    }

    private static List<Requirement> x11(Inventory inventory) {
        if (inventory.system() == TargetSystem.MACOS) {
            return List.of(
                    new Requirement("X11 headers", i -> MAC_X11.stream().anyMatch(i::has), "", "", "--cask xquartz"));
        }
        return List.of(
                Requirement.path("X11/Xlib.h", X11, "libx11-dev", "libX11-devel"),
                Requirement.path("X11/extensions/Xcomposite.h", XCOMPOSITE, "libxcomposite-dev", "libXcomposite-devel"),
                Requirement.path("X11/extensions/Xext.h", XEXT, "libxext-dev", "libXext-devel"));
    }

    private static List<Requirement> readline(PlanInput input) {
        if (input.inventory().system() == TargetSystem.MACOS) {
            return List.of();
        }
        if (input.request().features().contains(DYNAMIC_READLINE)) {
            return List.of(Requirement.path(
                    "readline/readline.h", READLINE, "libreadline-dev libncurses-dev", "readline-devel ncurses-devel"));
        }
        if (!StaticReadline.isMade(input)) {
            return List.of();
        }
        List<Requirement> all = new ArrayList<>(List.of(
                Requirement.tool("make", "make", "make", ""),
                Requirement.tool("bash", "bash", "bash", ""),
                Requirement.tool("flock", "util-linux", "util-linux-core", "")));
        if (!StaticReadline.given(input.request())
                && input.inventory().tool("apt-get").isPresent()) {
            all.add(Requirement.path("the keys of Debian's archive", DEBIAN_KEYRING, "debian-archive-keyring", ""));
        }
        return all;
    }

    static Optional<Tool> cmake(Inventory inventory) {
        return inventory.tool("cmake").or(() -> inventory.tool("cmake3"));
    }

    /** What every generation of NEURON knows, and more. */
    static Map<String, String> features(Map<String, String> more) {
        Map<String, String> features = new TreeMap<>(more);
        features.put(WITHOUT_RX3D, "without 3D reaction-diffusion");
        features.put(WITHOUT_INTERVIEWS, "without the graphical interface");
        features.put(WITHOUT_MPI, "without MPI");
        features.put(DYNAMIC_READLINE, "with the system's readline, as NEURON's CI mode does");
        return features;
    }

    static void refuseContradictions(BuildRequest request) {
        if (request.features().contains(WITHOUT_MPI)
                && !request.options().mpiHeaders().isEmpty()) {
            throw new InvalidRequestException(
                    "MPI headers are given and MPI is left out", "Leave out either mpiHeaders or without-mpi.");
        }
        for (var path : request.options().mpiHeaders()) {
            if (path.toString().matches(".*[,;].*")) {
                throw new InvalidRequestException(
                        "the directory " + path
                                + " has a comma or semicolon in its name, which CMake takes for the end",
                        "Make a link to it under another name and give that.");
            }
        }
    }
}
