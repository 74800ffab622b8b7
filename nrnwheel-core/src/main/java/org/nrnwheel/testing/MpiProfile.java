package org.nrnwheel.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;

/**
 * An implementation of MPI and how its programs are started, from the resource {@code mpi-profiles.json}. Immutable.
 *
 * @param name names its checks, e.g. {@code openmpi}
 * @param title its name for people
 * @param launchers names or paths of launchers, the first that fits is used
 * @param launcherVersion a regular expression for what {@code LAUNCHER --version} prints: a {@code mpirun} may be any MPI's
 * @param modules environment modules that bring it, loaded when it is not there without them
 * @param arguments what the launcher gets before {@code -n}
 * @param environment variables for the launcher and what it starts
 * @param libraries where its library may be: names for the loader and paths, {@code @launcher} being the launcher's directory
 * @param libraryVersion a regular expression for what {@code MPI_Get_library_version} says
 * @param mpichFamily whether the test script runs CoreNEURON's own program with it, as with MPICH and its descendants
 */
record MpiProfile(
        String name,
        String title,
        List<String> launchers,
        String launcherVersion,
        List<String> modules,
        List<String> arguments,
        Map<String, String> environment,
        List<String> libraries,
        String libraryVersion,
        boolean mpichFamily) {
    static final String FILE = "mpi-profiles.json";

    MpiProfile {
        launchers = List.copyOf(launchers);
        modules = List.copyOf(modules);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        libraries = List.copyOf(libraries);
    }

    /** The profiles in the script's order of interest: Debian's two, then the cluster's. */
    static List<MpiProfile> all() {
        return Holder.ALL;
    }

    private static MpiProfile read(JsonReader in) {
        return new MpiProfile(
                in.string("name"),
                in.string("title"),
                in.strings("launchers"),
                in.string("launcherVersion"),
                in.strings("modules"),
                in.strings("arguments"),
                in.map("environment", JsonReader::asString),
                in.strings("libraries"),
                in.string("libraryVersion"),
                in.bool("mpichFamily"));
    }

    private static final class Holder {
        private static final List<MpiProfile> ALL = Json.parse(
                new String(Resources.bytes(FILE), StandardCharsets.UTF_8),
                FILE,
                in -> in.list("profiles", MpiProfile::read));
    }
}
