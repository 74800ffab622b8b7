package org.nrnwheel.docker;

import java.util.Optional;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;

/**
 * Offers containers of an image, {@code container:IMAGE}, when an engine answers and has the image. The variable {@code
 * NRNWHEEL_IMAGE} names the image where the specification does not; without either, containers are not chosen by themselves.
 */
public final class ContainerPlatformProvider implements PlatformProvider {
    private static final String IMAGE = "NRNWHEEL_IMAGE";

    /** Makes the provider. */
    public ContainerPlatformProvider() {}

    @Override
    public String scheme() {
        return ContainerSettings.SCHEME;
    }

    @Override
    public int priority() {
        return 10;
    }

    @Override
    public Offer offer(PlatformSpec spec, BuildRequest request, BuildContext context) {
        if (request.target() != TargetSystem.LINUX) {
            return new Offer.Refused(
                    "containers build for linux, not for " + request.target(), "Build on a machine of that system.");
        }
        Environment environment = context.environment();
        ContainerSettings settings = ContainerSettings.of(spec);
        Optional<String> image =
                Optional.of(settings.image()).filter(name -> !name.isEmpty()).or(() -> environment.variable(IMAGE));
        if (image.isEmpty()) {
            return new Offer.Refused("no image is named", "Write container:IMAGE, or set " + IMAGE + ".");
        }
        return offer(settings.withImage(image.get()), environment);
    }

    private static Offer offer(ContainerSettings settings, Environment environment) {
        try (Engine engine = Engine.connectQuickly(environment)) {
            engine.ping();
            LocalImage.find(engine, settings.image());
            return new Offer.Ready(new ContainerPlatform(settings, environment));
        } catch (PlatformException e) {
            return new Offer.Refused(String.valueOf(e.getMessage()), e.remedy());
        }
    }
}
