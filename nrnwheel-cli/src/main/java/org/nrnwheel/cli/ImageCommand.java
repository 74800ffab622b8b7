package org.nrnwheel.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.docker.ImageBuild;
import org.nrnwheel.docker.ImageReview;
import org.nrnwheel.docker.Registry;
import org.nrnwheel.docker.WheelImage;
import org.nrnwheel.env.Secret;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.report.PlainText;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.tag.Architecture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Works on the images that wheels are built in. */
@Command(
        name = "image",
        description = "Works on the images that wheels are built in, by Docker Engine or Podman's service.")
final class ImageCommand extends Helped implements Runnable {
    private static final String NEURON = "neuronsimulator/neuron_wheel";
    private static final String DIRECTORY = "packaging/python/";

    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    ImageCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to do: build, tag, login, push, pull, inspect or shell");
        }
    }

    @Command(
            name = "build",
            mixinStandardHelpOptions = true,
            description = "Builds NEURON's image from the source tree's own Dockerfile, or another.",
            footer = {"", "Exit codes: 0 built, 2 no such Dockerfile, 6 a step failed or no engine."})
    int build(
            @Option(names = "--source", paramLabel = "DIR", description = "NEURON's source tree; default: here.")
                    Optional<Path> source,
            @Option(names = "--gpu", description = "The GPU image: Dockerfile_gpu.") boolean gpu,
            @Option(names = "--file", paramLabel = "FILE", description = "Another Dockerfile; its directory is sent.")
                    Optional<Path> file,
            @Option(
                            names = "--tag",
                            paramLabel = "TAG",
                            description =
                                    "latest-x86_64, latest-aarch64 (implies its manylinux image), feature-NAME, or"
                                            + " a whole name.")
                    Optional<String> tag,
            @Option(names = "--architecture", paramLabel = "CPU", description = "The CPU to build for.")
                    Optional<String> architecture,
            @Option(names = "--build-arg", paramLabel = "NAME=VALUE", description = "A build argument.")
                    List<String> arguments) {
        Path tree = console.absolute(source.orElse(Path.of("")));
        ImageBuild build =
                file.map(given -> ofFile(console.absolute(given))).orElseGet(() -> ImageBuild.neuron(tree, gpu));
        for (String argument : Optional.ofNullable(arguments).orElse(List.of())) {
            String[] pair = Words.pair("--build-arg", argument);
            build = build.argument(pair[0], pair[1]);
        }
        if (architecture.isPresent()) {
            build = build.architecture(cpu(architecture.get()));
        }
        String name = name(tag.orElse("feature-local"), gpu);
        build = build.forTag(name.substring(name.lastIndexOf(':') + 1));
        answer(image(name), image(name).build(build, this::progress));
        return 0;
    }

    private static ImageBuild ofFile(Path file) {
        Path directory = Optional.ofNullable(file.getParent()).orElse(file);
        return new ImageBuild(directory, String.valueOf(file.getFileName()), Map.of(), Optional.empty());
    }

    private static String name(String tag, boolean gpu) {
        return tag.contains(":") || tag.contains("/") ? tag : NEURON + (gpu ? "_gpu:" : ":") + tag;
    }

    private static Architecture cpu(String name) {
        return Architecture.find(name)
                .orElseThrow(() -> new InvalidRequestException(
                        "not an architecture: '" + name + "'",
                        "Write x86_64, aarch64 or another of the platform tags."));
    }

    @Command(
            name = "tag",
            mixinStandardHelpOptions = true,
            description = "Gives an image one more name.",
            footer = {"", "Exit codes: 0 done, 2 not a name, 6 no such image or no engine."})
    int tag(
            @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.") String name,
            @Parameters(index = "1", paramLabel = "NAME", description = "The further name.") String other) {
        console.answer(image(name).tag(other) + "\n");
        return 0;
    }

    @Command(
            name = "login",
            mixinStandardHelpOptions = true,
            description = "Logs in to a registry and keeps the credentials where Docker keeps them.",
            footer = {"", "Exit codes: 0 the registry accepted them, 2 no password, 6 it refused or no engine."})
    int login(
            @Parameters(index = "0", paramLabel = "REGISTRY", description = "The registry's host.") String host,
            @Option(names = "--user", required = true, paramLabel = "USER", description = "The user.") String user,
            @Option(names = "--password-stdin", description = "Read the password or token from standard input.")
                    boolean stdin,
            @Option(
                            names = "--password-env",
                            paramLabel = "NAME",
                            description = "The variable that holds the password or token.")
                    Optional<String> variable) {
        Secret password = stdin ? fromStandardInput() : fromVariable(variable);
        Registry.of(host, console.environment()).login(user, password);
        console.answer("logged in to " + host + " as " + user + "\n");
        return 0;
    }

    private static Secret fromStandardInput() {
        StringBuilder text = new StringBuilder();
        try {
            Reader reader = new InputStreamReader(System.in, StandardCharsets.UTF_8);
            for (int read = reader.read(); read >= 0 && read != '\n'; read = reader.read()) {
                text.append((char) read);
            }
        } catch (IOException e) {
            throw new InvalidRequestException("the password cannot be read: " + e, "Give it on standard input.");
        }
        return secret("REGISTRY_PASSWORD", text.toString().replaceAll("\r$", ""));
    }

    private Secret fromVariable(Optional<String> variable) {
        String name = variable.orElseThrow(() -> new InvalidRequestException(
                "no password", "Give --password-stdin, or the name of a variable by --password-env."));
        return secret(name, console.environment().variable(name).orElse(""));
    }

    private static Secret secret(String name, String value) {
        if (value.isEmpty()) {
            throw new InvalidRequestException("the password is empty", "Give one.");
        }
        return Secret.of(name, value);
    }

    @Command(
            name = "push",
            mixinStandardHelpOptions = true,
            description =
                    "Sends an image to its registry. A tag latest-* is sent only when its Dockerfile is the one of the"
                            + " upstream default branch.",
            footer = {"", "Exit codes: 0 sent, 2 not reviewed, 6 refused by the registry, no such image or no engine."})
    int push(
            @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.") String name,
            @Option(
                            names = "--source",
                            paramLabel = "DIR",
                            description = "The clone with the Dockerfile; default: here.")
                    Optional<Path> source,
            @Option(names = "--unreviewed", description = "Send latest-* whatever its Dockerfile is.")
                    boolean unreviewed) {
        if (!unreviewed) {
            String dockerfile = DIRECTORY + (name.contains("_gpu:") ? "Dockerfile_gpu" : "Dockerfile");
            ImageReview.require(name, console.absolute(source.orElse(Path.of(""))), dockerfile, console.environment());
        }
        answer(image(name), image(name).push(this::progress));
        return 0;
    }

    @Command(
            name = "pull",
            mixinStandardHelpOptions = true,
            description = "Fetches an image; layers that are here are not fetched again.",
            footer = {"", "Exit codes: 0 it is here, 2 not a name, 6 no such image, no access or no engine."})
    int pull(
            @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.") String name,
            @Option(
                            names = "--architecture",
                            paramLabel = "CPU",
                            description = "The image for another CPU than the engine's, e.g. aarch64.")
                    Optional<String> architecture) {
        WheelImage image = architecture
                .map(ImageCommand::cpu)
                .map(image(name)::architecture)
                .orElse(image(name));
        answer(image, image.pull(this::progress));
        return 0;
    }

    @Command(
            name = "inspect",
            mixinStandardHelpOptions = true,
            description = "Says what an image holds: Pythons, tools, MPIs, readline.",
            footer = {"", "Exit codes: 0 done, 6 no such image or no engine."})
    int inspect(
            @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.") String name,
            @Option(names = "--json", description = "Print the inventory as JSON.") boolean json) {
        Inventory inventory = image(name).inspect();
        console.answer(json ? inventory.toJson() : text(inventory));
        return 0;
    }

    private static String text(Inventory inventory) {
        List<String> lines = new ArrayList<>();
        inventory
                .image()
                .ifPresent(
                        image -> lines.add(image.name() + " " + image.digest().orElse("")));
        lines.add(inventory.distribution().id() + " " + inventory.distribution().version() + " "
                + inventory.architecture());
        inventory
                .interpreters()
                .forEach(python -> lines.add(String.format(
                        Locale.ROOT, "%-8s %-10s %s", python.abiTag(), python.version(), python.executable())));
        if (!inventory.machine().runs(inventory.architecture())) {
            lines.add("programs for " + inventory.architecture() + " do not run on the engine's "
                    + inventory.machine().architecture());
        }
        lines.add("tools: "
                + inventory.tools().values().stream()
                        .map(tool -> (tool.name() + " " + tool.version()).strip())
                        .collect(Collectors.joining(", ")));
        lines.add("paths: " + String.join(", ", inventory.paths()));
        return lines.stream().map(line -> PlainText.of(line).strip() + "\n").collect(Collectors.joining());
    }

    @Command(
            name = "shell",
            mixinStandardHelpOptions = true,
            description = "Opens a shell in a container of an image, with the source tree mounted at /root/nrn.",
            footer = {"", "Exit codes: the shell's own; 6 no such image, no engine, no docker."})
    int shell(
            @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.") String name,
            @Option(names = "--source", paramLabel = "DIR", description = "The source tree; default: here.")
                    Optional<Path> source) {
        // Docker's client would fetch a missing image, whoever made it.
        image(name).reference();
        List<String> argv = image(name).shellCommand(console.absolute(source.orElse(Path.of(""))));
        try {
            ProcessBuilder builder = new ProcessBuilder(argv).inheritIO();
            builder.environment().clear();
            builder.environment().putAll(console.environment().variables());
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new PlatformException(
                    "cannot start docker: " + e.getMessage(),
                    "Install Docker's or Podman's client; it gives the terminal.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private WheelImage image(String name) {
        return WheelImage.of(name).environment(console.environment());
    }

    private void progress(String text) {
        console.err().println(PlainText.of(text).strip());
    }

    private void answer(WheelImage image, ImageReference reference) {
        console.answer(image.name() + " " + reference.digest().orElse("") + "\n");
    }
}
