package org.nrnwheel.docker;

import java.util.List;
import java.util.Optional;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.run.host.ShellInspection;

/** Looks into an image by a container that is thrown away. Used once. */
final class ContainerInspector {
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
        try (JobContainer container =
                JobContainer.create(engine, image, settings, ContainerBinds.extra(settings), List.of())) {
            container.start();
            String output = container.run(ShellInspection.argv(inspection), List.of("PATH=" + image.path()));
            // The image belongs to the plan, and so to what a finished wheel is known by.
            String platform = ContainerSettings.SCHEME + ":" + image.name() + "@" + image.shortId();
            return limited(ShellInspection.read(output, platform, variables.names(), Optional.of(image.reference())));
        }
    }

    private Inventory limited(Inventory seen) {
        int allowed = settings.cpus().map(count -> (int) Math.ceil(count)).orElse(seen.processors());
        return seen.withProcessors(Math.max(1, Math.min(seen.processors(), allowed)));
    }
}
