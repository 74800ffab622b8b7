package org.nrnwheel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;

/**
 * A project's own tests, in the words of cibuildwheel's options of these names. Immutable.
 *
 * @param command lines of a shell ({@code test-command}); none when the project says no way to test it
 * @param before lines of a shell that run before them ({@code before-test})
 * @param requires requirements that are installed for them ({@code test-requires})
 * @param extras extras of the wheel that are installed for them ({@code test-extras})
 */
public record ProjectTests(List<String> command, List<String> before, List<String> requires, List<String> extras) {
    /** No tests. */
    public static final ProjectTests NONE = new ProjectTests(List.of(), List.of(), List.of(), List.of());

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(project|package|wheel)}");

    /**
     * Copies the lists.
     */
    public ProjectTests {
        command = List.copyOf(command);
        before = List.copyOf(before);
        requires = List.copyOf(requires);
        extras = List.copyOf(extras);
    }

    /**
     * Makes these tests with another command.
     *
     * @param line a line of a shell
     * @return the changed tests
     */
    public ProjectTests withCommand(String line) {
        return new ProjectTests(List.of(line), before, requires, extras);
    }

    /** A shell that runs lines while they succeed, as cibuildwheel does, with its placeholders filled in. */
    static Check.Run shell(List<String> lines, Map<String, Value> places) {
        String script = String.join(" && ", lines);
        Matcher matcher = PLACEHOLDER.matcher(script);
        List<Value> parts = new ArrayList<>();
        int end = 0;
        while (matcher.find()) {
            parts.add(new Text(script.substring(end, matcher.start())));
            parts.add(places.get(matcher.group(1)));
            end = matcher.end();
        }
        parts.add(new Text(script.substring(end)));
        return Check.Run.of(new Text("sh"), new Text("-c"), new Joined(parts));
    }
}
