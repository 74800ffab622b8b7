package org.nrnwheel.docker;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Machine;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.run.host.ShellInspection;
import org.nrnwheel.tag.Architecture;

/** Looks into an image by a container that is thrown away. Used once. */
final class ContainerInspector {
    /** What the runtime says of a program that no handler takes, or whose handler's emulator is not in the image. */
    private static final Pattern NOT_RUN =
            Pattern.compile("exec format error|exec \\S+: no such file or directory", Pattern.CASE_INSENSITIVE);

    private final Engine engine;
    private final LocalImage image;
    private final ContainerSettings settings;
    private final ContainerVariables variables;

    ContainerInspector(Engine engine, LocalImage image, ContainerSettings settings, ContainerVariables variables) {
        this.engine = engine;
        this.image = image;
        this.settings = settings;
        this.variables = variables;
    }

    Inventory inspect(Inspection inspection) {
        Optional<Architecture> host = engine.architecture();
        try (JobContainer container = JobContainer.create(
                engine, image, settings, ContainerBinds.extra(settings), List.of(), MemoryFiles.NONE)) {
            String output;
            try {
                container.start();
                output = container.run(ShellInspection.argv(inspection), List.of("PATH=" + image.path()));
            } catch (PlatformException e) {
                return notRunning(host, container, e).orElseThrow(() -> e);
            }
            return limited(ShellInspection.read(output, platform(), variables.names(), reference(), machine(host)));
        }
    }

    /** The image belongs to the plan, and so to what a finished wheel is known by. */
    private String platform() {
        return ContainerSettings.SCHEME + ":" + image.name() + "@" + image.shortId();
    }

    private Optional<ImageReference> reference() {
        return Optional.of(image.reference());
    }

    /** The engine's machine; only the image itself shows what an engine elsewhere emulates. */
    private Machine machine(Optional<Architecture> host) {
        return Machine.of(host.or(image::architecture).orElse(Architecture.X86_64));
    }

    /** What is known of an image for another CPU when the kernel found nothing that runs its shell. */
    private Optional<Inventory> notRunning(
            Optional<Architecture> host, JobContainer container, PlatformException error) {
        return image.architecture()
                .filter(cpu -> host.filter(own -> !Machine.of(own).runs(cpu)).isPresent())
                .filter(cpu -> NOT_RUN.matcher(error.getMessage() + "\n" + container.printed())
                        .find())
                .map(cpu -> ShellInspection.notRunning(cpu, platform(), variables.names(), reference(), machine(host)));
    }

    private Inventory limited(Inventory seen) {
        int allowed = settings.cpus().map(count -> (int) Math.ceil(count)).orElse(seen.processors());
        return seen.withProcessors(Math.max(1, Math.min(seen.processors(), allowed)));
    }
}
