package org.nrnwheel.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.NoPlatformException;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.platform.PlatformProvider.Offer;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;

/** Chooses where to build: the context's platform, else the one that the request names, else the best that is here. */
final class PlatformSelection {
    /** Platforms that nrnwheel has in other modules, which this build may be without. */
    private static final Set<String> ELSEWHERE = Set.of("container", "rootfs", "slurm");

    private final BuildRequest request;
    private final BuildContext context;
    private final List<String> reasons = new ArrayList<>();

    private PlatformSelection(BuildRequest request, BuildContext context) {
        this.request = request;
        this.context = context;
    }

    /**
     * Chooses a platform.
     *
     * @throws NoPlatformException naming every one that was asked, with its reason
     */
    static Platform select(BuildRequest request, BuildContext context) {
        ClassLoader loader = context.classLoader().orElse(PlatformProvider.class.getClassLoader());
        return select(
                request,
                context,
                () -> ServiceLoader.load(PlatformProvider.class, loader).iterator());
    }

    /** Chooses among providers; their iterator may throw {@link ServiceConfigurationError} in place of one. */
    static Platform select(BuildRequest request, BuildContext context, Iterable<PlatformProvider> providers) {
        return context.platform().orElseGet(() -> new PlatformSelection(request, context).ask(providers));
    }

    private Platform ask(Iterable<PlatformProvider> all) {
        List<PlatformProvider> providers = load(all);
        for (PlatformProvider provider : providers) {
            PlatformSpec spec = request.platform().orElse(new PlatformSpec(provider.scheme(), Map.of()));
            Offer offer = provider.offer(spec, request, context);
            if (offer instanceof Offer.Ready ready) {
                return ready.platform();
            }
            Offer.Refused refused = (Offer.Refused) offer;
            reasons.add(provider.scheme() + ": " + refused.reason()
                    + (refused.remedy().isEmpty() ? "" : " (" + refused.remedy() + ")"));
        }
        throw new NoPlatformException(message(providers.isEmpty()), reasons);
    }

    private String message(boolean nobodyAsked) {
        if (request.platform().isEmpty()) {
            return "there is no platform to build on";
        }
        String scheme = request.platform().orElseThrow().scheme();
        if (!nobodyAsked) {
            return "the platform '" + request.platform().orElseThrow() + "' cannot be used";
        }
        return (ELSEWHERE.contains(scheme) ? "this build of nrnwheel has no platform '" : "there is no platform '")
                + scheme + "'";
    }

    /** The providers to ask, best first. One that fails to load becomes a reason. */
    private List<PlatformProvider> load(Iterable<PlatformProvider> all) {
        List<PlatformProvider> providers = new ArrayList<>();
        Iterator<PlatformProvider> found = all.iterator();
        while (next(found, providers)) {
            // Each call takes one provider.
        }
        providers.removeIf(provider -> !wanted(provider));
        providers.sort(
                Comparator.comparingInt(PlatformProvider::priority).reversed().thenComparing(PlatformProvider::scheme));
        return providers;
    }

    private boolean next(Iterator<PlatformProvider> found, List<PlatformProvider> providers) {
        try {
            if (!found.hasNext()) {
                return false;
            }
            providers.add(found.next());
        } catch (ServiceConfigurationError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            reasons.add("a platform that does not load: " + e.getMessage() + " (" + cause + ")");
        }
        return true;
    }

    private boolean wanted(PlatformProvider provider) {
        return request.platform()
                .map(spec -> spec.scheme().equals(provider.scheme()))
                .orElse(provider.priority() >= 0);
    }
}
