package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/** The commands that make a test environment, by uv when it is there, else by venv and pip. */
record Installer(String interpreter, Optional<Value> uv, Place environment, Optional<Place> constraints) {
    List<Check.Run> install(Value wheel) {
        return List.of(run(create()), run(installation(wheel)));
    }

    Check.Run list() {
        return uv.isPresent() ? run(uvPip("list", "--format=freeze")) : run(pip("list", "--format=freeze"));
    }

    List<Value> check() {
        return uv.isPresent() ? uvPip("check") : pip("check");
    }

    private List<Value> create() {
        return uv.map(path -> List.of(
                        path, new Text("venv"), new Text("--no-project"), new Text("--python"), new Text(interpreter)))
                .map(argv -> with(argv, environment))
                .orElseGet(() -> with(words(interpreter, "-m", "venv"), environment));
    }

    private List<Value> installation(Value wheel) {
        List<Value> argv = new ArrayList<>(uv.isPresent() ? uvPip("install") : pip("install"));
        if (uv.isEmpty()) {
            // venv brings a setuptools of its own day; uv's environments are empty, and so are the newest users'
            argv.addAll(words("--upgrade", "--upgrade-strategy", "eager"));
        }
        constraints.ifPresent(file -> argv.addAll(List.of(new Text("--constraint"), file)));
        argv.add(wheel);
        return argv;
    }

    private List<Value> uvPip(String command, String... options) {
        List<Value> all = new ArrayList<>();
        all.add(uv.orElseThrow());
        all.addAll(words("pip", command, "--python"));
        all.add(environment.resolve("bin/python"));
        all.addAll(words(options));
        return all;
    }

    private List<Value> pip(String command, String... options) {
        List<Value> all = new ArrayList<>();
        all.add(environment.resolve("bin/python"));
        all.addAll(words("-m", "pip", command));
        all.addAll(words(options));
        return all;
    }

    private static Check.Run run(List<Value> argv) {
        return Check.Run.of(argv);
    }

    private static List<Value> with(List<Value> argv, Value more) {
        List<Value> all = new ArrayList<>(argv);
        all.add(more);
        return all;
    }

    private static List<Value> words(String... words) {
        List<Value> values = new ArrayList<>();
        for (String word : words) {
            values.add(new Text(word));
        }
        return values;
    }
}
