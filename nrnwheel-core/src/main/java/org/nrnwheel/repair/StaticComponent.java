package org.nrnwheel.repair;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that was linked into a wheel's files when it was built, which no repair can see: its maker says so.
 *
 * @param packageUrl what it is, e.g. {@code pkg:generic/readline@8.1}
 */
public record StaticComponent(String packageUrl) {
    private static final Pattern FORM =
            Pattern.compile("pkg:[a-zA-Z][a-zA-Z0-9.+-]*/(?:[^@?#]+/)?([^@?#/]+)@([^@?#]+)(?:[?#].*)?");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException when it is no package URL with a version
     */
    public StaticComponent {
        if (!FORM.matcher(packageUrl).matches()) {
            throw new IllegalArgumentException("not a package URL with a version: '" + packageUrl + "'");
        }
    }

    /**
     * Returns its name.
     *
     * @return e.g. {@code readline}
     */
    public String name() {
        return part(1);
    }

    /**
     * Returns its version.
     *
     * @return e.g. {@code 8.1}
     */
    public String version() {
        return part(2);
    }

    private String part(int group) {
        Matcher form = FORM.matcher(packageUrl);
        return form.matches() ? URLDecoder.decode(form.group(group).replace("+", "%2B"), StandardCharsets.UTF_8) : "";
    }
}
