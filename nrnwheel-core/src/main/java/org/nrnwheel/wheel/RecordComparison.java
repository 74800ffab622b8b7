package org.nrnwheel.wheel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what an installer installed with the wheel it should have come from: RECORD with RECORD. Installers move the
 * files of {@code .data}, write the first line of Python scripts, and add files of their own; nothing else may differ.
 * Immutable.
 */
public final class RecordComparison {
    private static final Set<String> ADDED = Set.of("INSTALLER", "REQUESTED", "RECORD", "direct_url.json");

    private final int compared;
    private final List<String> differences;

    private RecordComparison(int compared, List<String> differences) {
        this.compared = compared;
        this.differences = List.copyOf(differences);
    }

    /**
     * Compares.
     *
     * @param wheel the wheel
     * @param installed RECORD of the installed distribution
     * @return what differs
     * @throws InvalidWheelException when the wheel cannot be read
     */
    public static RecordComparison of(WheelFile wheel, RecordFile installed) {
        return new Work(wheel, installed).compare();
    }

    /**
     * Returns how many files were compared by hash.
     *
     * @return the number
     */
    public int compared() {
        return compared;
    }

    /**
     * Returns what differs.
     *
     * @return a line for each file; none when the wheel is what was installed
     */
    public List<String> differences() {
        return differences;
    }

    /**
     * Says whether the wheel is what was installed.
     *
     * @return whether nothing differs and something was compared
     */
    public boolean isSame() {
        return differences.isEmpty() && compared > 0;
    }

    /** One comparison. */
    private static final class Work {
        private final WheelFile wheel;
        private final RecordFile installed;
        private final String data;
        private final List<String> differences = new ArrayList<>();
        private final Set<String> expected = new HashSet<>();
        private int compared;

        Work(WheelFile wheel, RecordFile installed) {
            this.wheel = wheel;
            this.installed = installed;
            this.data = wheel.distInfo().replaceFirst("\\.dist-info$", ".data/");
        }

        RecordComparison compare() {
            wheel.record().entries().stream()
                    .filter(entry -> !entry.path().equals(wheel.distInfo() + "/RECORD"))
                    .forEach(this::compare);
            installed.entries().stream()
                    .map(RecordEntry::path)
                    .filter(path -> !expected.contains(path) && !isAdded(path))
                    .forEach(path -> differences.add(path + " is not of this wheel"));
            return new RecordComparison(compared, differences);
        }

        private void compare(RecordEntry entry) {
            Optional<RecordEntry> found = find(entry.path());
            if (found.isEmpty()) {
                differences.add(entry.path() + " is not installed");
                return;
            }
            expected.add(found.get().path());
            if (isRewritten(entry.path())) {
                return;
            }
            compared++;
            if (!found.get().hash().equals(entry.hash()) || !found.get().size().equals(entry.size())) {
                differences.add(entry.path() + " has another content");
            }
        }

        private Optional<RecordEntry> find(String path) {
            if (!path.startsWith(data)) {
                return installed.find(path);
            }
            String[] parts = path.substring(data.length()).split("/", 2);
            String rest = parts.length == 2 ? parts[1] : "";
            return switch (parts[0]) {
                case "purelib", "platlib" -> installed.find(rest);
                case "scripts" -> outside("bin/" + rest).or(() -> outside("Scripts/" + rest));
                case "data" -> outside(rest);
                case "headers" -> headers(rest);
                default -> Optional.empty();
            };
        }

        /** Data may also land beside the packages: then its path has no leading dots. */
        private Optional<RecordEntry> outside(String path) {
            return installed.entries().stream()
                    .filter(entry ->
                            entry.path().replaceFirst("^(\\.\\./)+", "").equals(path))
                    .findFirst();
        }

        private Optional<RecordEntry> headers(String path) {
            return installed.entries().stream()
                    .filter(entry ->
                            entry.path().startsWith("../") && entry.path().endsWith("/" + path))
                    .findFirst();
        }

        /** Only Python scripts get another first line. */
        private boolean isRewritten(String path) {
            return path.startsWith(data + "scripts/")
                    && new String(wheel.read(path), StandardCharsets.ISO_8859_1).startsWith("#!python");
        }

        private boolean isAdded(String path) {
            return path.endsWith(".pyc") || isInstallersOwn(path) || isLauncher(path);
        }

        private boolean isInstallersOwn(String path) {
            String directory = wheel.distInfo() + "/";
            String file = path.startsWith(directory) ? path.substring(directory.length()) : "";
            return ADDED.contains(file) || file.matches("uv_[a-z]+\\.json");
        }

        private boolean isLauncher(String path) {
            Map<String, Map<String, String>> groups = wheel.entryPoints();
            String name = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.exe$", "");
            return path.startsWith("../")
                    && (groups.getOrDefault("console_scripts", Map.of()).containsKey(name)
                            || groups.getOrDefault("gui_scripts", Map.of()).containsKey(name));
        }
    }
}
