package org.nrnwheel.pypi.rst;

import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A target that links lead to, as it stands after {@code .. _}.
 *
 * @param line where it stands
 * @param text what it is and where it leads
 */
record Target(int line, Text text) {
    private static final Pattern SYNTAX = Pattern.compile(
            "(?:_|(?!_)(?<quote>`?)(?![ `])(?<name>.+?)(?<![\\s\\x00])\\k<quote>)(?<!(?<!\\x00):)(?<![\\s\\x00]) ?:(?: +|$)");
    private static final Pattern REFERENCE =
            Pattern.compile("(?:(" + Marks.NAME + ")|`(?! )(.+?)(?<![\\s\\x00])`)_", UNICODE_CHARACTER_CLASS);

    /** Notes its name. */
    void read(Names names) throws Fault {
        String escaped = "";
        for (int i = 0; i < text.size(); i++) {
            escaped += text.line(i).text().replaceAll("(?s)\\\\(.)", "\0$1");
            Matcher target = SYNTAX.matcher(escaped);
            if (target.lookingAt()) {
                String rest = escaped.substring(target.end())
                        + text.part(i + 1, text.size()).lines().stream()
                                .map(more -> more.text().strip())
                                .collect(Collectors.joining());
                named(names, target.group("name"), rest.strip());
                return;
            }
        }
        throw new Fault(line, "the target of a link is written otherwise than '.. _name: URL'");
    }

    private void named(Names names, @Nullable String name, String to) throws Fault {
        if (name == null) {
            names.namelessTarget(line);
            return;
        }
        String plain = name.replaceAll("\\x00\\s", "").replace("\0", "");
        Matcher reference = REFERENCE.matcher(to);
        if (reference.matches()) {
            names.reference(line, reference.group(1) != null ? reference.group(1) : reference.group(2));
            names.target(plain);
        } else if (to.isEmpty() || to.indexOf('\0') >= 0) {
            names.target(plain);
        } else {
            names.target(line, plain, to.replaceAll("\\s", ""));
        }
    }
}
