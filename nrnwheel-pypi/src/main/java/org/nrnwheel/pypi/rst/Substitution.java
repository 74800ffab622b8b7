package org.nrnwheel.pypi.rst;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.pypi.rst.Text.Line;

/**
 * What stands for a name in bars, as it is written after {@code .. |}.
 *
 * @param line where it stands
 * @param text its name, and the directive that makes it
 */
record Substitution(int line, Text text) {
    /** Notes its name, and reads a text that it stands for. */
    void read(Document document) throws Fault {
        Optional<MatchResult> embedded = Marks.at(text.line(0).text(), Marks.EMBEDDED);
        @Nullable String directive = embedded.map(found -> found.group(2)).orElse(null);
        if (embedded.isEmpty() || directive == null) {
            document.names().unsure();
            return;
        }
        Form.require(line, directive);
        document.names().substitution(embedded.get().group(1));
        if (directive.equalsIgnoreCase("replace")) {
            document.inline().read(from(embedded.get().end()));
        }
    }

    private Text from(int column) {
        List<Line> lines = new ArrayList<>(text.lines());
        lines.set(0, lines.get(0).from(column));
        return new Text(lines);
    }
}
