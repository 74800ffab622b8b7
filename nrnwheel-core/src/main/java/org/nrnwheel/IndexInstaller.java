package org.nrnwheel;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.nrnwheel.index.IndexException;
import org.nrnwheel.index.SimpleIndex;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.OutputSink;
import org.nrnwheel.request.InvalidRequestException;

/**
 * Installs a wheel from an index of ours into a fresh virtual environment, and proves that it is ours: its dependencies
 * come first, from the ordinary index; then {@code NAME==VERSION} alone from ours and from nowhere else; then every file
 * of the wheel's RECORD is compared with what was installed. Immutable; safe for use by several threads.
 *
 * <pre>{@code
 * Installation installation = IndexInstaller.from(SimpleIndex.at(Path.of("simple")))
 *         .python("3.11")
 *         .install("neuron-nightly", "8.2.6", Path.of("try"));
 * }</pre>
 */
public final class IndexInstaller {
    private final Settings settings;
    private final BuildContext context;
    private final OutputSink output;

    private IndexInstaller(Settings settings, BuildContext context, OutputSink output) {
        this.settings = settings;
        this.context = context;
        this.output = output;
    }

    /** What is asked for: pure data, but for the index. */
    record Settings(
            SimpleIndex index, IndexUrl url, String python, Optional<Path> constraints, Optional<Path> certificates) {}

    /**
     * Installs from an index.
     *
     * @param index the index, read from its directory
     * @return an installer for {@code python3} without constraints
     */
    public static IndexInstaller from(SimpleIndex index) {
        Settings settings = new Settings(
                index, IndexUrl.parse(index.url().toString()), "python3", Optional.empty(), Optional.empty());
        return new IndexInstaller(settings, BuildContext.standard(), (channel, bytes) -> {});
    }

    /**
     * Installs from where a web server serves the index. A user and password in the URL are given to pip and uv by their
     * environment and shown nowhere.
     *
     * @param url what would stand after {@code --index-url}
     * @return the changed installer
     * @throws InvalidRequestException when it is no URL of an index
     */
    public IndexInstaller servedAt(URI url) {
        return with(new Settings(
                settings.index(),
                IndexUrl.parse(url.toString()),
                settings.python(),
                settings.constraints(),
                settings.certificates()));
    }

    /**
     * Trusts the certificate authorities of a file when the wheel is fetched, and no others.
     *
     * @param file certificates in PEM form
     * @return the changed installer
     */
    public IndexInstaller certificates(Path file) {
        return with(new Settings(
                settings.index(), settings.url(), settings.python(), settings.constraints(), Optional.of(file)));
    }

    /**
     * Chooses the Python.
     *
     * @param python a path, a name on PATH such as {@code python3.11}, or a selector such as {@code 3.11}
     * @return the changed installer
     */
    public IndexInstaller python(String python) {
        return with(new Settings(
                settings.index(), settings.url(), python, settings.constraints(), settings.certificates()));
    }

    /**
     * Constrains the versions of the dependencies.
     *
     * @param file a constraints file as pip takes it
     * @return the changed installer
     */
    public IndexInstaller constraints(Path file) {
        return with(new Settings(
                settings.index(), settings.url(), settings.python(), Optional.of(file), settings.certificates()));
    }

    /**
     * Sends what pip or uv prints somewhere.
     *
     * @param sink takes the output
     * @return the changed installer
     */
    public IndexInstaller output(OutputSink sink) {
        return new IndexInstaller(settings, context, sink);
    }

    /**
     * Gives the context: process environment and platform, which must see this machine's files.
     *
     * @param changed the context
     * @return the changed installer
     */
    public IndexInstaller with(BuildContext changed) {
        return new IndexInstaller(settings, changed, output);
    }

    /**
     * Installs a version of a project.
     *
     * @param project its name, in any spelling
     * @param version its version, in any spelling
     * @param environment the directory of the new virtual environment; missing or empty
     * @return the proof
     * @throws InvalidRequestException when the directory is not empty, or no interpreter fits
     * @throws IndexException when the index does not have that version, the installation fails, what was installed is not
     *     the index's wheel, or the thread is interrupted: its flag is set again then
     */
    public Installation install(String project, String version, Path environment) {
        Path directory =
                context.environment().workingDirectory().resolve(environment).normalize();
        checkEmpty(directory);
        try {
            return new InstallRun(settings, context, output).install(project, version, directory);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexException("the installation of " + project + " was cancelled", "Start it again.", e);
        }
    }

    private static void checkEmpty(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            if (files.iterator().hasNext()) {
                throw new InvalidRequestException(
                        directory + " is not empty", "A proof needs a fresh environment: name another directory.");
            }
        } catch (IOException e) {
            throw new IndexException(directory + " cannot be read: " + e, "Name another directory.", e);
        }
    }

    private IndexInstaller with(Settings changed) {
        return new IndexInstaller(changed, context, output);
    }
}
