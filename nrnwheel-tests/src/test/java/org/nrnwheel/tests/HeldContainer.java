package org.nrnwheel.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.nrnwheel.docker.Containers;
import org.nrnwheel.platform.Workspace;

/** A program that holds a workspace in a container until it is killed: its arguments are an image and a directory. */
final class HeldContainer {
    private HeldContainer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[1]);
        Workspace workspace = DockerFaultTest.open(Containers.image(arguments[0]), directory);
        List<String> words = workspace.shellCommand().orElseThrow();
        Path part = Files.writeString(directory.resolve("part"), words.get(words.size() - 2));
        Files.move(part, directory.resolve("container"), StandardCopyOption.ATOMIC_MOVE);
        Thread.sleep(Long.MAX_VALUE);
    }
}
