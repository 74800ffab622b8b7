package org.nrnwheel.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the little that checks need of a Python source: imports that always run, and {@code __version__}. */
final class PythonSource {
    private static final Pattern IMPORT = Pattern.compile("import\\s+(.+)");
    private static final Pattern FROM = Pattern.compile("from\\s+([A-Za-z_]\\w*)[\\w.]*\\s+import\\s.*");
    private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z_]\\w*).*");
    private static final Pattern VERSION =
            Pattern.compile("__version__\\s*(?::\\s*str\\s*)?=\\s*[rub]?(['\"])([0-9][^'\"\\s]*)\\1\\s*(?:#.*)?");
    /** First letters of the statements that are looked for. */
    private static final String STARTS = "if_";

    private static final Pattern REMARK = Pattern.compile("(?<![\"'])#.*");
    private static final Pattern TRIPLE = Pattern.compile("\"\"\"|'''");

    private final Set<String> imports = new TreeSet<>();
    private Optional<String> version = Optional.empty();
    private String quote = "";

    private PythonSource() {}

    /** Reads a source in UTF-8, or in another character set that has ASCII in it. */
    static PythonSource read(ByteBuffer content) {
        PythonSource source = new PythonSource();
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        source.read(bytes);
        return source;
    }

    /** Modules at the top level of a file that it imports without a condition. */
    Set<String> imports() {
        return imports;
    }

    Optional<String> version() {
        return version;
    }

    /** Plain bytes: few lines are worth a string. */
    private void read(byte[] bytes) {
        int start = 0;
        boolean hasTriple = false;
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b > '\'') {
                continue; // most are
            }
            if (b == '\n' || b == '\r') {
                line(bytes, start, i, hasTriple);
                start = i + 1;
                hasTriple = false;
            } else if (b == '"' || b == '\'') {
                hasTriple |= i + 2 < bytes.length && bytes[i + 1] == b && bytes[i + 2] == b;
            }
        }
        line(bytes, start, bytes.length, hasTriple);
    }

    private void line(byte[] bytes, int start, int end, boolean hasTriple) {
        boolean mayMatter = quote.isEmpty() && start < end && STARTS.indexOf(bytes[start]) >= 0;
        if (!hasTriple && !mayMatter) {
            return;
        }
        String line = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (hasTriple) {
            quotes(line);
        }
        if (mayMatter && (line.startsWith("import") || line.startsWith("from") || line.startsWith("__version__"))) {
            statement(line);
        }
    }

    private void statement(String line) {
        Matcher from = FROM.matcher(line);
        Matcher whole = IMPORT.matcher(line);
        Matcher assigned = VERSION.matcher(line);
        if (from.matches()) {
            imports.add(from.group(1));
        } else if (whole.matches()) {
            for (String name : whole.group(1).split("[#;]", 2)[0].split(",", -1)) {
                Matcher top = NAME.matcher(name);
                if (top.matches()) {
                    imports.add(top.group(1));
                }
            }
        } else if (assigned.matches() && version.isEmpty()) {
            version = Optional.of(assigned.group(2));
        }
    }

    /** Follows strings over lines; quotes behind a comment sign do not count. */
    private void quotes(String line) {
        String code = quote.isEmpty() ? REMARK.matcher(line).replaceFirst("") : line;
        Matcher matcher = TRIPLE.matcher(code);
        while (matcher.find()) {
            if (quote.isEmpty()) {
                quote = matcher.group();
            } else if (quote.equals(matcher.group())) {
                quote = "";
            }
        }
    }
}
