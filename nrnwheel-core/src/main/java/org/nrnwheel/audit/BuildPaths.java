package org.nrnwheel.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds paths of build machines in bytes: home directories, workspaces of services, temporary build directories. */
final class BuildPaths {
    private static final int SHOWN = 3;
    private static final int LONGEST = 256;
    private static final int WINDOW = 1 << 20;
    /** How a path of a build machine begins, behind the first slash: as it is for a quick look, and what must follow. */
    private record Rule(String start, String rest) {}

    private static final List<Rule> RULES = List.of(
            new Rule("home/", "(?!user/|username/|me/)[\\w.-]+/[\\w.-]+"),
            new Rule("root/", "[\\w.-]+"),
            new Rule("Users/", "[\\w.-]+/[\\w.-]+"),
            new Rule("tmp/", "(?:tmp|pip-|build-|cibw)[\\w.-]+/"),
            new Rule("github/", "(?:workspace|home)/"),
            new Rule("project/", "[\\w.-]+"),
            new Rule("private/var/folders/", ""),
            new Rule("__w/", "[\\w.-]+/"),
            new Rule("build", "s?/[\\w.-]+/"),
            new Rule("opt/rh/", ""),
            new Rule("opt/_internal/", ""),
            new Rule("io/", "[\\w.-]+/"),
            new Rule("workspace/", "[\\w.-]+"));

    private static final List<byte[]> STARTS = RULES.stream()
            .map(rule -> rule.start().getBytes(StandardCharsets.US_ASCII))
            .toList();
    private static final Pattern BUILD = Pattern.compile(
            RULES.stream().map(rule -> rule.start() + rule.rest()).collect(Collectors.joining("|", "/(?:", ").*")));

    private BuildPaths() {}

    /** Returns the first few, each up to the character that ends it. */
    static List<String> in(ByteBuffer content) {
        Set<String> found = new LinkedHashSet<>();
        in(content, found);
        return List.copyOf(found);
    }

    /** Returns the first few of several parts of a file. */
    static List<String> in(List<ByteBuffer> parts) {
        Set<String> found = new LinkedHashSet<>();
        parts.forEach(part -> in(part, found));
        return List.copyOf(found);
    }

    /** Plain arrays: this looks at every byte, mostly before the compiler has come round to it. */
    private static void in(ByteBuffer content, Set<String> found) {
        if (content.hasArray()) {
            int start = content.arrayOffset() + content.position();
            in(content.array(), start, start + content.remaining(), found);
            return;
        }
        byte[] window = new byte[Math.min(WINDOW, content.remaining())];
        for (int at = content.position(); at < content.limit(); at += WINDOW - LONGEST) {
            int length = Math.min(window.length, content.limit() - at);
            content.get(at, window, 0, length);
            in(window, 0, length, found);
        }
    }

    private static void in(byte[] bytes, int start, int end, Set<String> found) {
        int last = end - 1;
        for (int i = start; i < last; i++) {
            if (bytes[i] == '/' && starts(bytes, i + 1, end) && (i == start || !continues(bytes[i - 1]))) {
                if (found.size() == SHOWN) {
                    return;
                }
                String path = path(bytes, i, end);
                if (BUILD.matcher(path).matches()) {
                    found.add(path);
                    i += path.length() - 1;
                }
            }
        }
    }

    private static boolean starts(byte[] bytes, int at, int end) {
        for (byte[] start : STARTS) {
            int last = at + start.length;
            if (bytes[at] == start[0] && last <= end && Arrays.equals(bytes, at, last, start, 0, start.length)) {
                return true;
            }
        }
        return false;
    }

    private static String path(byte[] bytes, int start, int limit) {
        int end = start;
        while (end < limit && end - start < LONGEST && (bytes[end] == '/' || isPathPart(bytes[end]))) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** What stands behind a variable or another path is no path of its own. */
    private static boolean continues(byte previous) {
        return isPathPart(previous) || "/})]>$%*@".indexOf(previous) >= 0;
    }

    private static boolean isPathPart(byte b) {
        return (b > 0 && Character.isLetterOrDigit(b)) || "._-+".indexOf(b) >= 0;
    }
}
