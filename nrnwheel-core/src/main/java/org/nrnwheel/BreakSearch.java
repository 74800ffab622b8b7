package org.nrnwheel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.nrnwheel.tag.Version;
import org.nrnwheel.testing.ShelfLife.FirstBad;

/**
 * Finds which versions of which dependencies broke a wheel.
 *
 * @param trial tries the wheel
 * @param releases tells the versions that there are
 */
record BreakSearch(Trial trial, Releases releases) {
    /** Tries the wheel with the newest dependencies, but some of them held to a version. */
    interface Trial {
        boolean passes(Map<String, String> pins) throws InterruptedException;
    }

    /** The versions of a project. */
    interface Releases {
        List<String> of(String project) throws InterruptedException;
    }

    /**
     * Searches. Each dependency that must be put back is one that broke the wheel; its versions are halved while the others
     * stay put back.
     *
     * @param good versions by name with which the wheel works
     * @param bad those with which it does not
     * @param checks the checks that fail, for the answer
     * @return what broke it; nothing when it was no version
     */
    List<FirstBad> search(Map<String, String> good, Map<String, String> bad, List<String> checks)
            throws InterruptedException {
        Map<String, String> pins = needed(changed(good, bad));
        List<FirstBad> found = new ArrayList<>();
        for (Map.Entry<String, String> pin : pins.entrySet()) {
            String name = pin.getKey();
            found.add(halve(name, pin.getValue(), Objects.requireNonNull(bad.get(name)), pins, checks));
        }
        return found;
    }

    /** The good versions of what is there in both and differs. */
    private static Map<String, String> changed(Map<String, String> good, Map<String, String> bad) {
        Map<String, String> changed = new TreeMap<>(good);
        changed.entrySet().removeIf(then -> {
            String now = bad.get(then.getKey());
            return now == null || now.equals(then.getValue());
        });
        return changed;
    }

    /** The fewest pins, none of which can be left out; empty when all of them do not help. */
    private Map<String, String> needed(Map<String, String> changed) throws InterruptedException {
        if (changed.isEmpty() || !trial.passes(changed)) {
            return Map.of();
        }
        Map<String, String> pins = new TreeMap<>(changed);
        for (String name : changed.keySet()) {
            Map<String, String> fewer = new TreeMap<>(pins);
            fewer.remove(name);
            if (trial.passes(fewer)) {
                pins = fewer;
            }
        }
        return pins;
    }

    private FirstBad halve(String name, String good, String bad, Map<String, String> pins, List<String> checks)
            throws InterruptedException {
        List<String> between = between(name, good, bad);
        String last = good;
        String first = bad;
        int from = 0;
        int to = between.size();
        while (from < to) {
            int middle = (from + to) / 2;
            Map<String, String> tried = new TreeMap<>(pins);
            tried.put(name, between.get(middle));
            if (trial.passes(tried)) {
                last = between.get(middle);
                from = middle + 1;
            } else {
                first = between.get(middle);
                to = middle;
            }
        }
        return new FirstBad(name, last, first, checks);
    }

    private List<String> between(String name, String good, String bad) throws InterruptedException {
        Version from = Version.parse(good);
        Version to = Version.parse(bad);
        Map<Version, String> between = new TreeMap<>();
        for (String release : releases.of(name)) {
            Version version = Version.parse(release);
            if (!version.isPrerelease() && version.compareTo(from) > 0 && version.compareTo(to) < 0) {
                between.put(version, release);
            }
        }
        return List.copyOf(between.values());
    }
}
