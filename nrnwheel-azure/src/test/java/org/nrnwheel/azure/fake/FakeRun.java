package org.nrnwheel.azure.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run: it takes a step whenever it is asked after, and begins, prints and ends so. The same tasks print the same lines always.
 */
public final class FakeRun {
    private static final String STAGE = "00000000-0000-0000-0000-000000000001";
    private static final String PHASE = "00000000-0000-0000-0000-000000000002";
    private static final String JOB = "00000000-0000-0000-0000-000000000003";
    private static final String TASK = "00000000-0000-0000-0000-000000000004";
    private static final int LAST = 4;

    private final int id;
    private final int pipeline;
    private final String ref;
    private final String commit;
    private final String result;
    private final String lines;
    private final Map<String, byte[]> artifacts = new TreeMap<>();
    private JsonNode variables = JsonNodeFactory.instance.objectNode();
    private JsonNode parameters = JsonNodeFactory.instance.objectNode();
    private int step;
    private boolean cancelled;

    FakeRun(int id, int pipeline, String ref, String commit, String result, String lines) {
        this.id = id;
        this.pipeline = pipeline;
        this.ref = ref;
        this.commit = commit;
        this.result = result;
        this.lines = lines;
    }

    /** Its number. */
    public int id() {
        return id;
    }

    /** What it builds. */
    public String ref() {
        return ref;
    }

    /** Its variables, as they were sent. */
    public synchronized JsonNode variables() {
        return variables;
    }

    /** Its parameters, as they were sent. */
    public synchronized JsonNode parameters() {
        return parameters;
    }

    /** Whether somebody cancelled it. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Keeps an artifact. */
    public synchronized FakeRun artifact(String name, byte[] zip) {
        artifacts.put(name, zip.clone());
        return this;
    }

    synchronized void asked(JsonNode body) {
        variables = body.path("variables");
        parameters = body.path("templateParameters");
    }

    synchronized void advance() {
        step = Math.min(step + 1, LAST);
    }

    synchronized void cancel() {
        cancelled = true;
    }

    synchronized Map<String, byte[]> artifacts() {
        return Collections.unmodifiableMap(new TreeMap<>(artifacts)); // always in the same order
    }

    synchronized boolean over() {
        return step == LAST;
    }

    /** Microsoft's {@code Build}. */
    synchronized ObjectNode build() {
        ObjectNode build = node().put("id", id)
                .put("buildNumber", "20261128." + id)
                .put("sourceBranch", ref)
                .put("sourceVersion", commit)
                .put("reason", "manual")
                .put("queueTime", "2026-11-28T10:00:00Z")
                .put("status", status());
        build.putObject("definition").put("id", pipeline).put("name", "neuronsimulator.nrn");
        if (over()) {
            build.put("result", cancelled ? "canceled" : result);
        }
        return build;
    }

    private String status() {
        if (over()) {
            return "completed";
        }
        return cancelled ? "cancelling" : step == 0 ? "notStarted" : "inProgress";
    }

    /** Microsoft's {@code Timeline}; nothing before it has begun. */
    synchronized List<ObjectNode> records() {
        if (step == 0) {
            return List.of();
        }
        String end = cancelled ? "canceled" : result.equals("partiallySucceeded") ? "succeededWithIssues" : result;
        return List.of(
                record(TASK, JOB, "Task", "Building wheel", step > 2, end, true),
                record(STAGE, "", "Stage", "BuildTestDeploy", step > LAST - 1, end, false),
                record(PHASE, STAGE, "Phase", "ManyLinuxWheels", step > 2, end, false),
                record(JOB, PHASE, "Job", "ManyLinuxWheels Python311", step > 2, end, false));
    }

    private ObjectNode record(
            String recordId, String parent, String type, String name, boolean done, String end, boolean task) {
        ObjectNode record = node().put("id", recordId)
                .put("type", type)
                .put("name", name)
                .put("order", 1)
                .put("attempt", 1)
                .put("state", done ? "completed" : "inProgress");
        if (!parent.isEmpty()) {
            record.put("parentId", parent);
        }
        if (done) {
            record.put("result", end);
        }
        if (task) {
            record.putObject("log").put("id", 7).put("type", "Container").put("url", "https://dev.azure.com/log/7");
        }
        if (task && done && end.equals("failed")) {
            record.putArray("issues").addObject().put("type", "error").put("message", "Bash exited with code '1'.");
        }
        return record;
    }

    /** What the task has printed so far: it begins with two lines, and has them all when it has ended. */
    synchronized List<String> log() {
        List<String> all = lines.lines().toList();
        return step > 2 ? all : all.subList(0, Math.min(2, all.size()));
    }

    static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
