package org.nrnwheel.repair;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nrnwheel.audit.Excludes;
import org.nrnwheel.audit.NativeFile;
import org.nrnwheel.policy.Policy;
import org.nrnwheel.tag.Architecture;

/** Which libraries a policy makes a wheel hold: those that its files need, and what these need. For use by one thread. */
final class Closure {
    private final List<NativeFile> files;
    private final Architecture architecture;
    private final WheelLibraries wheel;
    private final LibrarySource source;
    private final Excludes excludes;
    private final Map<String, Optional<Located>> found = new HashMap<>();
    private final Set<String> excluded = new TreeSet<>();

    Closure(
            List<NativeFile> files,
            Architecture architecture,
            WheelLibraries wheel,
            LibrarySource source,
            List<String> excludes) {
        this.files = files;
        this.architecture = architecture;
        this.wheel = wheel;
        this.source = source;
        this.excludes = new Excludes(excludes);
    }

    /**
     * The libraries for a policy.
     *
     * @param located by soname
     * @param missing sonames that were not found
     */
    record Result(Map<String, Located> located, Set<String> missing) {}

    private record Request(String soname, List<String> searchPath) {}

    Result of(Policy policy) {
        Result result = new Result(new TreeMap<>(), new TreeSet<>());
        Deque<Request> open = new ArrayDeque<>();
        files.forEach(file ->
                wanted(policy, file).forEach(soname -> open.add(new Request(soname, absolute(file.searchPath())))));
        while (!open.isEmpty()) {
            Request request = open.remove();
            if (result.located().containsKey(request.soname())
                    || result.missing().contains(request.soname())) {
                continue;
            }
            Optional<Located> library = find(request);
            if (library.isEmpty()) {
                result.missing().add(request.soname());
            } else {
                result.located().put(request.soname(), library.get());
                library.get().needed().stream()
                        .filter(soname -> isForeign(policy, soname))
                        .forEach(soname ->
                                open.add(new Request(soname, library.get().searchPath())));
            }
        }
        return result;
    }

    /** What a file of the wheel needs and must get: what is in the wheel under its name is found there. */
    List<String> wanted(Policy policy, NativeFile file) {
        return file.needed().stream()
                .filter(soname -> isForeign(policy, soname))
                .toList();
    }

    private boolean isForeign(Policy policy, String soname) {
        if (policy.allowsLibrary(soname) || LibraryNames.isPython(soname) || wheel.holds(soname)) {
            return false;
        }
        if (excludes.matches(soname)) {
            excluded.add(soname);
            return false;
        }
        return true;
    }

    /** The sonames that were left out, so far. */
    List<String> excluded() {
        return List.copyOf(excluded);
    }

    private Optional<Located> find(Request request) {
        return found.computeIfAbsent(
                request.soname(),
                soname -> source.find(soname, architecture, request.searchPath())
                        .map(library -> Located.of(soname, library)));
    }

    private static List<String> absolute(List<String> searchPath) {
        return searchPath.stream().filter(entry -> entry.startsWith("/")).toList();
    }
}
