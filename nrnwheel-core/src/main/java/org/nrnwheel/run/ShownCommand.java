package org.nrnwheel.run;

import java.util.List;
import java.util.stream.Collectors;
import org.nrnwheel.plan.Captured;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Joined;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Text;
import org.nrnwheel.plan.Value;
import org.nrnwheel.plan.Variable;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Workspace;

/** Shows a command as it runs, variables by name. */
final class ShownCommand {
    private ShownCommand() {}

    static List<String> of(Command command, Workspace workspace, Bindings bindings) {
        return command.argv().stream()
                .map(value -> show(value, workspace, bindings))
                .toList();
    }

    private static String show(Value value, Workspace workspace, Bindings bindings) {
        if (value instanceof Text text) {
            return text.text();
        } else if (value instanceof Place place) {
            return workspace.path(place);
        } else if (value instanceof Captured captured) {
            return workspace.path(bindings.capture(captured));
        } else if (value instanceof Variable variable) {
            return "$" + variable.name();
        }
        return ((Joined) value)
                .parts().stream().map(part -> show(part, workspace, bindings)).collect(Collectors.joining());
    }
}
