package org.nrnwheel.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.nrnwheel.json.Json;

/**
 * How a wheel does with other versions of its dependencies than those of today. Immutable.
 *
 * @param reports the tests, the one with the newest versions first
 * @param breaks which versions of which dependencies broke it, where the newest fail and older ones do not; of several each does
 */
public record ShelfLife(List<TestReport> reports, List<FirstBad> breaks) {
    /**
     * Copies the lists.
     */
    public ShelfLife {
        reports = List.copyOf(reports);
        breaks = List.copyOf(breaks);
    }

    /**
     * The first version of a dependency that a wheel does not work with.
     *
     * @param distribution the dependency
     * @param good the last version before it, with which the same checks pass
     * @param bad the version
     * @param checks the checks that fail
     */
    public record FirstBad(String distribution, String good, String bad, List<String> checks) {
        /**
         * Copies the list.
         */
        public FirstBad {
            checks = List.copyOf(checks);
        }

        /**
         * Writes it as a sentence.
         *
         * @return e.g. {@code setuptools 82.0.0 breaks nrniv; 81.0.0 is the last that works}
         */
        @Override
        public String toString() {
            return distribution + " " + bad + " breaks " + String.join(", ", checks) + "; " + good
                    + " is the last that works";
        }

        private ObjectNode json() {
            ObjectNode node = Json.object()
                    .put("distribution", distribution)
                    .put("good", good)
                    .put("bad", bad);
            node.set("checks", Json.strings(checks));
            return node;
        }
    }

    /**
     * Says whether the wheel passed with all of the versions.
     *
     * @return whether it did
     */
    public boolean passed() {
        return reports.stream().allMatch(TestReport::passed);
    }

    /**
     * Writes this as JSON ({@code docs/schemas/shelf-life.schema.json}).
     *
     * @return one object
     */
    public String toJson() {
        ObjectNode node = Json.object().put("schemaVersion", 1).put("passed", passed());
        node.set("reports", Json.nodes(reports.stream().map(report -> Json.tree(report.toJson()))));
        node.set("breaks", Json.nodes(breaks.stream().map(FirstBad::json)));
        return Json.write(node);
    }
}
