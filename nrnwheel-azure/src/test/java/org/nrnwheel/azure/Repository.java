package org.nrnwheel.azure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real repository: {@code master}, and a {@code release/8.2} that left it. */
record Repository(Path directory) {
    static Repository in(Path directory) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Repository made = new Repository(directory);
        made.git("init", "--quiet", "--initial-branch=master");
        made.commit("first");
        made.git("checkout", "--quiet", "-b", "release/8.2");
        made.commit("release");
        made.git("tag", "-a", "-m", "8.2.6", "8.2.6");
        made.commit("after");
        made.git("checkout", "--quiet", "master");
        made.commit("new");
        made.git("tag", "8.2.7"); // on the wrong branch
        return made;
    }

    String url() {
        return directory.toUri().toString();
    }

    void commit(String text) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("file"), text);
        git("add", "file");
        git("commit", "--quiet", "-m", text);
    }

    String git(String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(
                List.of("git", "-C", directory.toString(), "-c", "user.name=N", "-c", "user.email=n@example.org"));
        argv.addAll(List.of(words));
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(argv + ": " + out);
        }
        return out.strip();
    }
}
