package org.nrnwheel.repair;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.plan.Place;

/**
 * What a repair is going to do to a wheel: a value that prints, compares and can be carried out later. Immutable.
 *
 * @param wheel file name of the wheel
 * @param sha256 digest of the wheel, hexadecimal
 * @param fileName file name of the repaired wheel
 * @param platforms its platform tags
 * @param grafts libraries that are put in, by soname
 * @param edits changes in the wheel's own files, by entry
 * @param duplicates entries that are left out, because another is the same library: the other by the one
 * @param modes new Unix modes of entries
 * @param excluded sonames that are needed and left out, because they were excluded
 * @param components what was linked into its files when it was built, as was declared
 */
public record GraftPlan(
        String wheel,
        String sha256,
        String fileName,
        List<String> platforms,
        List<Graft> grafts,
        Map<String, NativeEdit> edits,
        Map<String, String> duplicates,
        Map<String, Integer> modes,
        List<String> excluded,
        List<StaticComponent> components) {
    /** Copies the collections; maps are sorted. */
    public GraftPlan {
        platforms = List.copyOf(platforms);
        grafts = List.copyOf(grafts);
        edits = Collections.unmodifiableMap(new TreeMap<>(edits));
        duplicates = Collections.unmodifiableMap(new TreeMap<>(duplicates));
        modes = Collections.unmodifiableMap(new TreeMap<>(modes));
        excluded = List.copyOf(excluded);
        components = List.copyOf(components);
    }

    /**
     * Writes this plan as JSON.
     *
     * @return a document that {@link #fromJson} reads
     */
    public String toJson() {
        return GraftPlanJson.write(this);
    }

    /**
     * Reads a plan.
     *
     * @param json a document that {@link #toJson} wrote
     * @return the plan
     * @throws org.nrnwheel.error.WheelException code {@code invalid-json} when it is none
     */
    public static GraftPlan fromJson(String json) {
        return GraftPlanJson.read(json);
    }

    /**
     * Says what was done when this plan was carried out.
     *
     * @param repaired the repaired wheel
     * @return the report
     */
    public RepairReport report(Place repaired) {
        List<String> names = grafts.stream().map(Graft::fileName).toList();
        return new RepairReport(GraftEngine.NAME, "", repaired, fileName, names, excluded);
    }

    /**
     * Writes this plan for people.
     *
     * @return lines, each ended
     */
    public String toText() {
        return GraftPlanText.write(this);
    }
}
