package org.nrnwheel.index;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.InvalidWheelException;
import org.nrnwheel.wheel.WheelArtifact;

/**
 * A package index that is files in a directory: installers read it from {@code file://} and from any static web server.
 * Each project has a directory with its wheels, their metadata ({@code .metadata}, PEP 658), {@code index.html} (PEP
 * 503) and {@code index.json} (PEP 691 and 700). The files are the truth: pages are made from the wheels that are there,
 * with the same bytes whatever the order in which they came. Every file appears whole. Several threads, processes and
 * {@code SimpleIndex} objects may add at once: a lock file in the directory puts them in order.
 */
public final class SimpleIndex {
    private static final String WHEELS = "*.whl";
    private static final String REMEDY = "Let the index's directory be writable, with room on its disk.";

    private final Path directory;

    private SimpleIndex(Path directory) {
        this.directory = directory;
    }

    /**
     * Names an index; {@link #add} makes its directory.
     *
     * @param directory what {@code --index-url} points to
     * @return the index
     */
    public static SimpleIndex at(Path directory) {
        return new SimpleIndex(directory.toAbsolutePath().normalize());
    }

    /**
     * Adds a wheel. Adding it again changes nothing.
     *
     * @param wheel the wheel; it is copied
     * @return this index
     * @throws InvalidWheelException when it is no valid wheel
     * @throws IndexException when the index has another file of that name, or cannot be written
     */
    public SimpleIndex add(Path wheel) {
        try {
            IndexedWheel indexed = IndexedWheel.of(wheel);
            Files.createDirectories(directory);
            locked(() -> publish(indexed));
            return this;
        } catch (IOException e) {
            throw new IndexException(wheel + " cannot be added to the index " + directory + ": " + e, REMEDY, e);
        }
    }

    /**
     * Returns the wheels of a project.
     *
     * @param project its name, in any spelling
     * @return the wheels by version; none when the index does not have the project
     * @throws IndexException when they cannot be read
     */
    public List<WheelArtifact> wheels(String project) {
        try {
            return read(directory.resolve(WheelName.normalize(project))).stream()
                    .map(IndexedWheel::artifact)
                    .toList();
        } catch (IOException e) {
            throw new IndexException("the index " + directory + " cannot be read: " + e, REMEDY, e);
        }
    }

    /**
     * Returns the index's directory.
     *
     * @return an absolute path
     */
    public Path directory() {
        return directory;
    }

    /**
     * Returns what to give to {@code --index-url} on this machine.
     *
     * @return a {@code file} URL
     */
    public URI url() {
        return directory.toUri();
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Threads of a JVM cannot wait for each other at a file lock, so they wait before it. */
    private void locked(Work work) throws IOException {
        synchronized (SimpleIndex.class) {
            try (FileChannel channel =
                    FileChannel.open(directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // until the channel closes
                work.run();
            }
        }
    }

    private void publish(IndexedWheel wheel) throws IOException {
        Path project = Files.createDirectories(directory.resolve(wheel.project()));
        Path target = project.resolve(wheel.fileName());
        if (Files.exists(target)) {
            checkSame(wheel, target);
        } else {
            AtomicFiles.copy(wheel.artifact(), target);
        }
        AtomicFiles.write(
                project.resolve(wheel.fileName() + ".metadata"),
                wheel.metadata().bytes());
        writePages(project);
    }

    private static void checkSame(IndexedWheel wheel, Path target) throws IOException {
        if (!WheelArtifact.of(target).sha256().equals(wheel.artifact().sha256())) {
            throw new IndexException(
                    target + " is there already, with another content",
                    "Give the wheel another version or build tag: installers keep what they once got under a name.",
                    null);
        }
    }

    /** The project's pages first: what the root lists is there. */
    private void writePages(Path project) throws IOException {
        String name = String.valueOf(project.getFileName());
        List<IndexedWheel> wheels = read(project);
        AtomicFiles.write(project.resolve("index.html"), HtmlPages.project(name, wheels));
        AtomicFiles.write(project.resolve("index.json"), JsonPages.project(name, wheels));
        List<String> projects = projects();
        AtomicFiles.write(directory.resolve("index.html"), HtmlPages.root(projects));
        AtomicFiles.write(directory.resolve("index.json"), JsonPages.root(projects));
    }

    private List<String> projects() throws IOException {
        return list(directory, "*").stream()
                .filter(project -> Files.exists(project.resolve("index.html")))
                .map(project -> String.valueOf(project.getFileName()))
                .sorted()
                .toList();
    }

    private static List<IndexedWheel> read(Path project) throws IOException {
        List<IndexedWheel> wheels = new ArrayList<>();
        for (Path file : list(project, WHEELS)) {
            wheels.add(IndexedWheel.of(file));
        }
        wheels.sort(IndexedWheel.ORDER);
        return Collections.unmodifiableList(wheels);
    }

    private static List<Path> list(Path directory, String glob) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
                stream.forEach(found::add);
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
        return found;
    }
}
