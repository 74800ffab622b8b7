package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.rootfs.ImageRoot;
import org.nrnwheel.rootfs.ImageRoots;
import org.nrnwheel.rootfs.PullProgress;
import org.nrnwheel.tag.Architecture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes image roots. */
@Command(name = "rootfs", description = "Makes directories of container images, to build in without an engine.")
final class RootfsCommand extends Helped implements Runnable {
    private static final int PERCENT = 100;

    private final Console console;
    private String told = "";

    @Spec
    private @Nullable CommandSpec spec;

    RootfsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "say what to do: pull");
        }
    }

    @Command(
            name = "pull",
            mixinStandardHelpOptions = true,
            description = {
                "Unpacks an image into a new directory; 'build --on rootfs:DIR' then builds in it.",
                "What 'docker login' keeps is used. A broken pull goes on where it stopped when it is run again."
            },
            footer = {"", "Exit codes: 0 it is there, 2 wrong arguments, 16 the image could not be had."})
    int pull(
            @Parameters(
                            index = "0",
                            paramLabel = "IMAGE|ARCHIVE",
                            description =
                                    "HOST/REPOSITORY:TAG, HOST/REPOSITORY@sha256:..., or a file that 'docker save' "
                                            + "or a builder of OCI images wrote.")
                    String image,
            @Parameters(index = "1", paramLabel = "DIR", description = "The directory to make.") Path directory,
            @Option(
                            names = "--architecture",
                            paramLabel = "CPU",
                            description = "The image for another CPU, e.g. aarch64.")
                    @Nullable
                    String architecture,
            @Option(
                            names = "--ca",
                            paramLabel = "FILE",
                            description = "Certificates (PEM) of authorities to trust besides the usual ones.")
                    @Nullable
                    Path authority,
            @Option(names = "--user", paramLabel = "NAME", description = "Log in as this user.") @Nullable String user,
            @Option(
                            names = "--password-env",
                            paramLabel = "VARIABLE",
                            description = "The variable that holds the user's password or token.")
                    @Nullable
                    String password,
            @Option(names = "--plain-http", description = "Ask the registry without TLS.") boolean plainHttp) {
        ImageRoots roots = ImageRoots.of(console.environment()).onProgress(this::progress);
        roots = plainHttp ? roots.plainHttp() : roots;
        roots = authority == null ? roots : roots.caCertificates(console.absolute(authority));
        roots = architecture == null ? roots : roots.architecture(architecture(architecture));
        roots = user == null && password == null ? roots : login(roots, user, password);
        ImageRoot made = roots.pull(image, directory);
        console.answer(made.directory() + ": " + made.image().name() + ", "
                + made.image().digest() + ", " + made.image().architecture() + "\n");
        return 0;
    }

    private static Architecture architecture(String name) {
        return Architecture.find(name)
                .orElseThrow(() ->
                        new InvalidRequestException("not an architecture: '" + name + "'", "Write x86_64 or aarch64."));
    }

    private ImageRoots login(ImageRoots roots, @Nullable String user, @Nullable String variable) {
        if (user == null || variable == null) {
            throw new InvalidRequestException(
                    "--user and --password-env go together", "Give both, or log in by 'docker login'.");
        }
        Optional<String> password = console.environment().variable(variable);
        return roots.login(
                user,
                Secret.of(
                        "registry_password",
                        password.orElseThrow(() -> new InvalidRequestException(
                                "the variable is not set: " + variable, "Set " + variable + "."))));
    }

    /** One line for each tenth of a layer. */
    private void progress(PullProgress progress) {
        long tenths = progress.total() == 0 ? 10 : progress.done() * 10 / progress.total();
        String line = (progress.stage() == PullProgress.Stage.FETCH ? "fetching" : "unpacking") + " layer "
                + progress.layer() + " of " + progress.layers() + ": " + tenths * PERCENT / 10 + " %";
        if (!line.equals(told)) {
            told = line;
            console.err().println(line);
        }
    }
}
