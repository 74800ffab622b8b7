package org.nrnwheel.azure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.nrnwheel.azure.PipelineEvent.Noted;
import org.nrnwheel.azure.PipelineEvent.Part;
import org.nrnwheel.azure.PipelineEvent.PartFinished;
import org.nrnwheel.azure.PipelineEvent.PartStarted;
import org.nrnwheel.azure.PipelineEvent.Printed;
import org.nrnwheel.azure.PipelineEvent.RunFinished;
import org.nrnwheel.concurrent.Listeners;

/** Asks after a run until it has ended, and tells what has changed. For one thread. */
final class Follower {
    private static final Map<String, Part> PARTS = Map.of("Stage", Part.STAGE, "Job", Part.JOB, "Task", Part.TASK);

    private final Api api;
    private final int run;
    private final Listeners<PipelineEvent> events;
    private final Pace pace;
    private final Set<String> begun = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private final Map<Long, Integer> printed = new HashMap<>();
    private final Map<String, Integer> noted = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private Map<String, TimelineRecord> records = Map.of();
    private boolean changed;

    Follower(Api api, int run, Listeners<PipelineEvent> events, Pace pace) {
        this.api = api;
        this.run = run;
        this.events = events;
        this.pace = pace;
    }

    /** The errors that parts of the run have told of. */
    List<String> problems() {
        return problems;
    }

    /** Follows it to its end. */
    RunStatus follow() {
        for (int quiet = 1; ; quiet++) {
            changed = false;
            // The state first: what is read after it has ended is all there is.
            RunStatus status = api.status(run);
            look(status.completed());
            if (status.completed()) {
                events.tell(new RunFinished(run, Instant.now(), status));
                return status;
            }
            quiet = changed ? 1 : quiet;
            pace.pause(pace.backOff(quiet));
        }
    }

    private void look(boolean last) {
        records = api.timeline(run).stream()
                .sorted(Comparator.comparingLong(TimelineRecord::order))
                .collect(Collectors.toMap(TimelineRecord::id, record -> record, (a, b) -> a, LinkedHashMap::new));
        Map<Long, Long> lengths = lengths();
        records.values().stream()
                .filter(record -> record.parent().isEmpty())
                .forEach(stage -> tell(stage, lengths, last));
        records.values().stream()
                .filter(record ->
                        record.parent().filter(id -> !records.containsKey(id)).isPresent())
                .forEach(orphan -> tell(orphan, lengths, last));
    }

    private Map<Long, Long> lengths() {
        return records.values().stream().anyMatch(record -> record.log().isPresent())
                ? api.logs(run).stream()
                        .collect(Collectors.toMap(log -> (long) log.id(), Api.LogSize::lines, Math::max))
                : Map.of();
    }

    /** Tells of a part, of what is in it, and then of its end. */
    private void tell(TimelineRecord record, Map<Long, Long> lengths, boolean last) {
        Optional<Part> part = Optional.ofNullable(PARTS.get(record.type()));
        String key = record.id() + "#" + record.attempt();
        if (!record.isBegun() || ended.contains(key)) {
            return;
        }
        String name = name(record);
        if (begun.add(key)) {
            part.ifPresent(known -> tell(new PartStarted(run, Instant.now(), known, name)));
        }
        records.values().stream()
                .filter(child -> child.parent().equals(Optional.of(record.id())))
                .forEach(child -> tell(child, lengths, last));
        if (part.equals(Optional.of(Part.TASK))) {
            print(record, name, lengths, last);
        }
        note(record, key, name);
        if (record.isCompleted()) {
            ended.add(key);
            part.ifPresent(known -> tell(new PartFinished(
                    run, Instant.now(), known, name, record.result().orElse("succeeded"))));
        }
    }

    private void tell(PipelineEvent event) {
        changed = true;
        events.tell(event);
    }

    /** Logs are read whole: whether Azure counts their lines from 0 or from 1 is nowhere said. */
    private void print(TimelineRecord record, String name, Map<Long, Long> lengths, boolean last) {
        if (record.log().isEmpty()) {
            return;
        }
        long log = record.log().getAsLong();
        int told = printed.getOrDefault(log, 0);
        if (lengths.getOrDefault(log, 0L) > told || ((last || record.isCompleted()) && told == 0)) {
            List<String> lines = api.log(run, Math.toIntExact(log));
            if (lines.size() > told) {
                printed.put(log, lines.size());
                tell(new Printed(run, Instant.now(), name, lines.subList(told, lines.size())));
            }
        }
    }

    private void note(TimelineRecord record, String key, String name) {
        int told = noted.getOrDefault(key, 0);
        noted.put(key, Math.max(told, record.issues().size()));
        record.issues().stream().skip(told).forEach(issue -> {
            String text = api.masker().mask(issue.message());
            tell(new Noted(run, Instant.now(), name, issue.type(), text));
            if (issue.type().equals("error")) {
                problems.add(name + ": " + text);
            }
        });
    }

    /** The names from the stage down to the part; phases are a detail of Azure's. */
    private String name(TimelineRecord record) {
        List<String> names = new ArrayList<>();
        TimelineRecord at = record;
        for (int depth = 0; depth < records.size(); depth++) {
            if (PARTS.containsKey(at.type())) {
                names.add(0, at.name());
            }
            Optional<TimelineRecord> parent = at.parent().map(records::get);
            if (parent.isEmpty()) {
                break;
            }
            at = parent.get();
        }
        return api.masker().mask(String.join("/", names));
    }
}
