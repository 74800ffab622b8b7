package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.nrnwheel.env.Environment;

/** Reference tools of PyPI in environments of the cache: each is installed once, in the version that the tests name. */
final class Oracles {
    private static final String AUDITWHEEL = "6.8.2";
    private static final String TWINE = "7.0.0";
    private static final String ABI3INFO = "2026.9.25";
    private static final String PACKAGING = "26.4";
    private static final String CLASSIFIERS = "2026.9.21.13";
    private static final String README_RENDERER = "46.0";
    private static final String DOCUTILS = "0.23";
    private static final String ABI3AUDIT = "0.0.26";

    private Oracles() {}

    /** Returns the environment that has auditwheel. */
    static PythonTools auditwheel() throws IOException, InterruptedException {
        return get("auditwheel-" + AUDITWHEEL, "auditwheel==" + AUDITWHEEL);
    }

    /** Returns the environment that knows Python's stable ABI. */
    static PythonTools abi3() throws IOException, InterruptedException {
        return get("abi3-" + ABI3INFO, "abi3info==" + ABI3INFO, "abi3audit==" + ABI3AUDIT);
    }

    /** Returns the environment that has the servers of indexes, and what the first versions of them need. */
    static PythonTools indexes() throws IOException, InterruptedException {
        return get("indexes-1", "pypiserver[passlib]==2.4.2", DevpiServer.PACKAGES[0], DevpiServer.PACKAGES[1]);
    }

    /** Returns the environment that has twine. */
    static PythonTools twine() throws IOException, InterruptedException {
        return get("twine-" + TWINE, "twine==" + TWINE);
    }

    /** Returns the environment that has what PyPI judges METADATA by; the Python must be 3.11 or later. */
    static PythonTools metadataRules() throws IOException, InterruptedException {
        return get("metadata-rules-" + CLASSIFIERS, "packaging==" + PACKAGING, "trove-classifiers==" + CLASSIFIERS);
    }

    /** Returns the environment that has what PyPI renders descriptions by. */
    static PythonTools renderer() throws IOException, InterruptedException {
        return get("renderer-" + README_RENDERER, "readme_renderer==" + README_RENDERER, "docutils==" + DOCUTILS);
    }

    private static PythonTools get(String name, String... packages) throws IOException, InterruptedException {
        Path directory = Environment.system().cacheDirectory().resolve("oracles");
        Files.createDirectories(directory);
        Path environment = directory.resolve(name);
        Path lock = directory.resolve(name + ".lock");
        Path complete = environment.resolve(".complete");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            if (!Files.exists(complete)) {
                PythonTools.install(environment, packages);
                Files.writeString(complete, held.toString());
            }
        }
        return PythonTools.in(environment);
    }
}
