package org.nrnwheel.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds paths of build machines in bytes: home directories, workspaces of services, temporary build directories. */
final class BuildPaths {
    private static final int SHOWN = 3;
    private static final int LONGEST = 256;
    /** Second letters of the patterns below: a quick look before a slow one. */
    private static final String STARTS = "hrUtgp_boiw";

    private static final Pattern BUILD = Pattern.compile("/(?:home/(?!user/|username/|me/)[\\w.-]+/[\\w.-]+"
            + "|root/[\\w.-]+"
            + "|Users/[\\w.-]+/[\\w.-]+"
            + "|tmp/(?:tmp|pip-|build-|cibw)[\\w.-]+/"
            + "|github/(?:workspace|home)/"
            + "|project/[\\w.-]+"
            + "|private/var/folders/"
            + "|__w/[\\w.-]+/"
            + "|builds?/[\\w.-]+/"
            + "|opt/rh/"
            + "|opt/_internal/"
            + "|io/[\\w.-]+/"
            + "|workspace/[\\w.-]+).*");

    private BuildPaths() {}

    /** Returns the first few, each up to the character that ends it. */
    static List<String> in(ByteBuffer content) {
        Set<String> found = new LinkedHashSet<>();
        byte previous = 0;
        int end = content.limit();
        for (int i = content.position(); i < end && found.size() < SHOWN; i++) {
            byte b = content.get(i);
            if (b == '/' && i + 1 < end && STARTS.indexOf(content.get(i + 1)) >= 0 && !continues(previous)) {
                String path = path(content, i);
                if (BUILD.matcher(path).matches()) {
                    found.add(path);
                    i += path.length() - 1;
                }
            }
            previous = b;
        }
        return new ArrayList<>(found);
    }

    private static String path(ByteBuffer content, int start) {
        int end = start;
        while (end < content.limit()
                && end - start < LONGEST
                && (content.get(end) == '/' || isPathPart(content.get(end)))) {
            end++;
        }
        byte[] bytes = new byte[end - start];
        content.get(start, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What stands behind a variable or another path is no path of its own. */
    private static boolean continues(byte previous) {
        return isPathPart(previous) || "/})]>$%*@".indexOf(previous) >= 0;
    }

    private static boolean isPathPart(byte b) {
        return (b > 0 && Character.isLetterOrDigit(b)) || "._-+".indexOf(b) >= 0;
    }
}
