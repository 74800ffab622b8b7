package org.nrnwheel.recipe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.plan.FileStep;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Needs;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Step;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.plan.Value;
import org.nrnwheel.shell.ShellQuote;

/**
 * How ccache serves all jobs of all runs.
 *
 * @param ccache the program
 */
record CompilerCache(Tool ccache) {
    static final Place DIRECTORY = new Place(Root.CACHE, "ccache");
    static final Place C_LAUNCHER = new Place(Root.WORK, "bin/nrnwheel-cc");
    static final Place CXX_LAUNCHER = new Place(Root.WORK, "bin/nrnwheel-c++");

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    static Optional<CompilerCache> of(Inventory inventory) {
        return inventory.tool("ccache").map(CompilerCache::new);
    }

    Needs needs(Optional<Place> ready) {
        return new Needs(false, Optional.of(DIRECTORY), ready);
    }

    /** What ccache itself reads: paths below the cache are relative to it, so jobs differ in none. */
    Map<String, Value> variables() {
        Map<String, Value> variables = new TreeMap<>();
        variables.put("CCACHE_DIR", DIRECTORY);
        // All workspaces of a host that cannot show them at one path are below the cache.
        variables.put("CCACHE_BASEDIR", Place.of(Root.CACHE));
        // No depend mode: each Python's include directory is in most command lines, and only preprocessing shows it
        // unused.
        variables.put("CCACHE_NOHASHDIR", new Text("1"));
        // A fresh copy of the source has fresh times; the content is what counts.
        variables.put("CCACHE_SLOPPINESS", new Text("include_file_ctime,include_file_mtime"));
        variables.put(logsStatistics() ? "CCACHE_STATSLOG" : "CCACHE_LOGFILE", new Place(Root.WORK, "ccache.stats"));
        return variables;
    }

    /** Since 4.4, ccache writes a log of results alone. */
    private boolean logsStatistics() {
        Matcher number = NUMBER.matcher(ccache.version());
        if (!number.lookingAt()) {
            return true;
        }
        int major = Integer.parseInt(number.group(1));
        return major > 4 || (major == 4 && Integer.parseInt(number.group(2)) >= 4);
    }

    /**
     * The same for builds whose command lines do not differ from Python to Python: headers come from the compiler's own list,
     * and nothing is preprocessed apart, in a miss or in a hit.
     */
    Map<String, Value> variablesOfOneCommandLine() {
        Map<String, Value> variables = new TreeMap<>(variables());
        variables.put("CCACHE_DEPEND", new Text("1"));
        return variables;
    }

    /** What CMake reads when it configures. */
    Map<String, Value> cmakeLaunchers() {
        return Map.of(
                "CMAKE_C_COMPILER_LAUNCHER", new Text(ccache.path()),
                "CMAKE_CXX_COMPILER_LAUNCHER", new Text(ccache.path()));
    }

    /** What setuptools reads: one word each, since older releases take CC's first word alone for the linker's. */
    Map<String, Value> setuptoolsCompilers() {
        return Map.of("CC", C_LAUNCHER, "CXX", CXX_LAUNCHER);
    }

    /** Writes the programs that {@link #setuptoolsCompilers} names. */
    List<Step> launcherSteps(Value cc, Value cxx) {
        return List.of(launcher("cc-launcher", C_LAUNCHER, cc), launcher("cxx-launcher", CXX_LAUNCHER, cxx));
    }

    private Step launcher(String name, Place file, Value compiler) {
        // The compiler stands unquoted: it may be several words, as CC may.
        Value content = Joined.of("#!/bin/sh\nexec ", ShellQuote.quoted(ccache.path()), " ", compiler, " \"$@\"\n");
        return new FileStep(name, file, content, true);
    }
}
