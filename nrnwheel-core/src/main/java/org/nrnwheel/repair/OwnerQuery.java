package org.nrnwheel.repair;

import java.util.List;
import java.util.Optional;

/** Asks a workspace's system where a file really is and which of its packages owns it: dpkg or rpm, if it has one. */
record OwnerQuery(WorkspaceShell shell) {
    /** dpkg knows files of merged directories by the one name or the other. */
    private static final String SCRIPT = """
            real=$(readlink -f "$1") || real=$1
            ID=linux
            [ ! -r /etc/os-release ] || . /etc/os-release
            printf '%s\\n%s\\n' "$real" "$ID"
            for name in "$real" "${real#/usr}"; do
                owner=$(dpkg-query -S "$name" 2>/dev/null) || continue
                dpkg-query -W -f 'deb\\n${Package}\\n${Version}\\n${Architecture}\\n' "${owner%%: *}" 2>/dev/null && exit
            done
            owner=$(rpm -qf --qf 'rpm\\n%{NAME}\\n%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\\n%{ARCH}\\n' "$real" 2>/dev/null) || exit 0
            printf '%s\\n' "$owner"
            """;

    private static final int FIELDS = 6;

    /**
     * What is known of a file.
     *
     * @param path where it really is
     * @param packageUrl the package that owns it
     */
    record Owner(String path, Optional<String> packageUrl) {}

    Owner of(String path) {
        List<String> lines =
                shell.ask(SCRIPT, path).map(text -> text.lines().toList()).orElse(List.of());
        if (lines.isEmpty() || !lines.get(0).startsWith("/")) {
            return new Owner(path, Optional.empty());
        }
        return new Owner(lines.get(0), lines.size() < FIELDS ? Optional.empty() : Optional.of(url(lines)));
    }

    private static String url(List<String> lines) {
        return PackageUrl.of(lines.get(2), lines.get(1), lines.get(3), lines.get(4), lines.get(5));
    }
}
