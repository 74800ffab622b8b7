package org.nrnwheel.pypi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.nrnwheel.json.Json;

/**
 * What became of wheels that were to be published.
 *
 * @param repository where to, without credentials
 * @param files the wheels, in the order in which they were given
 * @param installed names of the wheels that were installed from the index to try it
 */
public record PublishReport(String repository, List<PublishedFile> files, List<String> installed) {
    private static final int SCHEMA = 1;

    /**
     * Copies the lists.
     */
    public PublishReport {
        files = List.copyOf(files);
        installed = List.copyOf(installed);
    }

    /**
     * Says whether the index has them all.
     *
     * @return whether every wheel is published
     */
    public boolean published() {
        return files.stream().allMatch(file -> file.outcome().published());
    }

    /**
     * Writes the report.
     *
     * @return a JSON document of docs/schemas/publish-report.schema.json
     */
    public String toJson() {
        ObjectNode root = Json.object();
        root.put("schemaVersion", SCHEMA);
        root.put("repository", repository);
        root.put("published", published());
        root.set("files", Json.nodes(files.stream().map(PublishedFile::json)));
        root.set("installed", Json.strings(installed));
        return Json.write(root);
    }
}
