package org.nrnwheel.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Value;

/** A fresh virtual environment, made by uv when it is there, else by venv and pip. */
record VirtualSite(String interpreter, Optional<Value> uv, Place root) implements Site {
    @Override
    public Place python() {
        return root.resolve("bin/python");
    }

    @Override
    public List<List<Value>> make() {
        return List.of(uv.map(path -> Words.of(path, "venv", "--no-project", "--python", interpreter, root))
                .orElseGet(() -> Words.of(interpreter, "-m", "venv", root)));
    }

    @Override
    public List<Value> pip(String command) {
        return uv.map(path -> Words.of(path, "pip", command, "--python", python()))
                .orElseGet(() -> Words.of(python(), "-m", "pip", command));
    }

    @Override
    public List<Value> installOptions() {
        // venv brings a setuptools of its own day; uv's environments are empty, and so are the newest users'
        return uv.isPresent() ? List.of() : Words.of("--upgrade", "--upgrade-strategy", "eager");
    }

    @Override
    public Map<String, Value> variables() {
        return Map.of("VIRTUAL_ENV", root);
    }
}
