package org.nrnwheel.azure;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.azure.PipelineEvent.RunStarted;
import org.nrnwheel.concurrent.Listeners;
import org.nrnwheel.json.InvalidJsonException;
import org.nrnwheel.request.InvalidRequestException;

/** Starts a run exactly once. */
final class Starter {
    private static final int LOOKED_AT = 50;

    private final Api api;
    private final Listeners<PipelineEvent> events;

    Starter(Api api, Listeners<PipelineEvent> events) {
        this.api = api;
        this.events = events;
    }

    RunStatus start(RunRequest request, RunPlan plan) {
        int before = api.latest(1).stream().mapToInt(RunStatus::id).max().orElse(0);
        RunStatus started = attempt(request, before);
        started = api.status(started.id());
        events.tell(new RunStarted(started.id(), Instant.now(), started));
        requireCommit(started, plan.commit());
        return started;
    }

    private RunStatus attempt(RunRequest request, int before) {
        String body = RunPlanner.body(request, true);
        String reason = "";
        for (int attempt = 1; attempt <= Http.ATTEMPTS; attempt++) {
            try {
                Answer answer = api.start(body);
                if (!answer.isTemporary()) {
                    return started(answer);
                }
                reason = "Azure answered HTTP " + answer.status();
            } catch (IOException e) {
                reason = Http.reason(e);
            }
            api.http().pause(reason, attempt);
            Optional<RunStatus> there = since(before, request.ref());
            if (there.isPresent()) {
                return there.get();
            }
        }
        throw new AzureException("the run cannot be started: " + reason, "Ask again later; no run was started.");
    }

    private RunStatus started(Answer answer) {
        String said = api.masker().mask(answer.said());
        if (answer.status() == 400 && said.contains("set the following variables")) {
            throw new InvalidRequestException(
                    "Azure lets no such variables be set at queue time" + said,
                    "In the pipeline: Edit, Variables, add each and tick \"Let users override this value when running this"
                            + " pipeline\".");
        }
        try {
            int id = answer.orRefuse("the run to start", api.masker())
                    .json("the run")
                    .integer("id");
            return api.status(id);
        } catch (InvalidJsonException e) {
            throw Answer.unreadable(e);
        }
    }

    /** A run of ours whose answer was lost: of our ref, and younger than all that were there before. */
    private Optional<RunStatus> since(int before, String ref) {
        List<RunStatus> young = api.latest(LOOKED_AT).stream()
                .filter(run -> run.id() > before && run.ref().equals(ref))
                .toList();
        if (young.size() > 1) {
            throw new AzureException(
                    "the answer was lost, and " + young.size() + " runs of " + ref + " were started meanwhile",
                    "Look which is yours, and cancel the others:\n"
                            + String.join(
                                    "\n",
                                    young.stream().map(RunStatus::toString).toList()));
        }
        return young.stream().findFirst();
    }

    /** The tag may have been moved after it was looked at: then what would be published is something else. */
    private void requireCommit(RunStatus started, Optional<String> commit) {
        if (commit.isPresent()
                && !started.commit().isEmpty()
                && !started.commit().equals(commit.get())) {
            api.cancel(started.id());
            throw new AzureException(
                    started.ref() + " was " + commit.get() + " when it was looked at, and run " + started.id()
                            + " builds " + started.commit() + ": the run is cancelled",
                    "Find out who moves the tag.");
        }
    }
}
