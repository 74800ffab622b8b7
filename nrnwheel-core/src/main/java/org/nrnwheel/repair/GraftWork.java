package org.nrnwheel.repair;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.nrnwheel.tag.WheelName;
import org.nrnwheel.wheel.WheelChanges;
import org.nrnwheel.wheel.WheelFile;
import org.nrnwheel.wheel.WheelWriter;

/** Carries a plan out. Files are edited one at a time, when they are written. */
record GraftWork(WheelFile wheel, GraftPlan plan, Map<String, FoundLibrary> libraries) {
    private static final int LIBRARY = 0755;

    /** Writes the repaired wheel; it appears whole. */
    void write(Path target, Instant time) {
        Map<String, Supplier<byte[]>> contents = new TreeMap<>();
        Map<String, Integer> modes = new TreeMap<>(plan.modes());
        plan.edits().forEach((path, edit) -> contents.put(path, () -> edit.apply(wheel.read(path), path)));
        for (Graft graft : plan.grafts()) {
            contents.put(graft.path(), () -> graft.edit().apply(library(graft), graft.source()));
            modes.put(graft.path(), LIBRARY);
        }
        if (!plan.fileName().equals(plan.wheel())) {
            String metadata = wheel.distInfo() + "/WHEEL";
            WheelName name = WheelName.parse(plan.fileName());
            contents.put(metadata, () -> WheelText.retagged(wheel.read(metadata), name));
        }
        if (!plan.grafts().isEmpty() || !plan.components().isEmpty()) {
            contents.put(wheel.distInfo() + Sbom.PATH, () -> Sbom.of(plan));
        }
        new WheelWriter(time)
                .write(
                        wheel,
                        new WheelChanges(contents, modes, plan.duplicates().keySet()),
                        target);
    }

    private byte[] library(Graft graft) {
        FoundLibrary library = libraries.get(graft.path());
        if (library == null) {
            throw changed(graft);
        }
        return library.bytes();
    }

    static RepairFailedException changed(Graft graft) {
        return new RepairFailedException(
                graft.source() + " is not the file that was planned with", "Plan the repair again.", null);
    }
}
