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
 * NRNWHEEL_IMAGE} names the image where the specification does not; without either it is NEURON's own, or NEURON's GPU image for
 * GPU wheels.
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
        return image.isPresent()
                ? offer(settings.withImage(image.get()), environment)
                : ofNeuron(settings, request, environment);
    }

    private static Offer ofNeuron(ContainerSettings settings, BuildRequest request, Environment environment) {
        WheelImage image = neuron(request).environment(environment);
        Offer offer = offer(settings.withImage(image.name()), environment);
        return offer instanceof Offer.Refused refused
                ? new Offer.Refused(
                        "no image is named, and NEURON's own cannot be taken: " + refused.reason(),
                        "Write container:IMAGE, set " + IMAGE + ", or fetch NEURON's: nrnwheel image pull "
                                + image.name())
                : offer;
    }

    private static WheelImage neuron(BuildRequest request) {
        if (request.features().contains(BuildRequest.CORENEURON_GPU)) {
            return WheelImage.neuronGpu();
        }
        return request.options().architecture().map(WheelImage::neuron).orElseGet(() -> WheelImage.neuron());
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
