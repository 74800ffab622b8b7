package org.nrnwheel.repair;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Package URLs of packages of Linux distributions, as the specification of purl has them. */
final class PackageUrl {
    private PackageUrl() {}

    /**
     * Writes a package URL.
     *
     * @param type {@code deb} or {@code rpm}
     * @param distribution the system's {@code ID}, e.g. {@code debian}
     */
    static String of(String type, String distribution, String name, String version, String architecture) {
        // Of rpm's packages the epoch stands apart, of Debian's it is a part of the version.
        int colon = type.equals("rpm") ? version.indexOf(':') : -1;
        String epoch = colon < 0 ? "" : "&epoch=" + encoded(version.substring(0, colon));
        return "pkg:" + type + "/" + encoded(distribution) + "/" + encoded(name) + "@"
                + encoded(version.substring(colon + 1)) + "?arch=" + encoded(architecture) + epoch;
    }

    /** All but letters, digits and a few signs stand as percent codes. */
    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || ".-_~".indexOf(c) >= 0);
            out.append(
                    plain
                            ? String.valueOf(c)
                            : "%" + Integer.toHexString(0x100 | c).substring(1).toUpperCase(Locale.ROOT));
        }
        return out.toString();
    }
}
