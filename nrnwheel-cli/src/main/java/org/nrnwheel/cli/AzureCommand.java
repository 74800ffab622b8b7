package org.nrnwheel.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.azure.ArtifactPlan;
import org.nrnwheel.azure.AzurePipelines;
import org.nrnwheel.azure.FetchedArtifact;
import org.nrnwheel.azure.PipelineEvent;
import org.nrnwheel.azure.PipelineRun;
import org.nrnwheel.azure.RunFailedException;
import org.nrnwheel.azure.RunRequest;
import org.nrnwheel.azure.RunStatus;
import org.nrnwheel.env.Secret;
import org.nrnwheel.report.PlainText;
import org.nrnwheel.request.InvalidRequestException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Starts and follows runs of Azure Pipelines. */
@Command(
        name = "azure",
        description =
                "Starts release and nightly runs of NEURON's pipeline on Azure, follows them and fetches their wheels.")
final class AzureCommand extends Helped implements Runnable {
    private static final String CODES = "Exit codes: 0 done, 2 wrong request, 20 Azure refuses or cannot be reached,";
    private static final String MORE = "21 the run has failed. docs/exit-codes.md says what to do.";

    private final Console console;

    @Spec
    private @Nullable CommandSpec spec;

    AzureCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "say what to do: release, nightly, watch, cancel or artifacts");
        }
    }

    /** Which pipeline, and how it is asked. */
    static final class Pipeline {
        private static final Duration FIRST = Duration.ofSeconds(2);
        private static final double SECOND = 1000;

        @Option(
                names = "--organization",
                paramLabel = "NAME",
                defaultValue = "neuronsimulator",
                description = "The organization; default: neuronsimulator.")
        private String organization = "";

        @Option(
                names = "--project",
                paramLabel = "NAME",
                defaultValue = "nrn",
                description = "The project; default: nrn.")
        private String project = "";

        @Option(
                names = "--definition",
                paramLabel = "ID",
                defaultValue = "1",
                description = "The pipeline's definition; default: 1.")
        private int definition = 1;

        @Option(names = "--base-url", paramLabel = "URL", description = "Another server than Azure's own.")
        private Optional<String> url = Optional.empty();

        @Option(
                names = "--token-env",
                paramLabel = "VARIABLE",
                description = "The variable that holds the token; default: NRNWHEEL_AZURE_TOKEN, else"
                        + " AZURE_DEVOPS_EXT_PAT.")
        private Optional<String> token = Optional.empty();

        @Option(
                names = "--poll",
                paramLabel = "SECONDS",
                description = "The longest wait between questions while nothing happens; default: 20.")
        private Optional<Double> poll = Optional.empty();

        @Option(names = "--json", description = "Print the answer as JSON (docs/schemas/azure-*.schema.json).")
        private boolean json;

        AzurePipelines of(Console console) {
            AzurePipelines pipeline = AzurePipelines.organization(organization)
                    .project(project)
                    .definition(definition)
                    .environment(console.environment());
            if (url.isPresent()) {
                pipeline = pipeline.baseUrl(uri(url.get()));
            }
            if (token.isPresent()) {
                pipeline = pipeline.token(secret(console, token.get()));
            }
            return poll.isPresent() ? paced(pipeline, poll.get()) : pipeline;
        }

        private static AzurePipelines paced(AzurePipelines pipeline, double seconds) {
            Duration most = Duration.ofMillis(Math.round(seconds * SECOND));
            return pipeline.pace(most.compareTo(FIRST) < 0 ? most : FIRST, most);
        }

        private static URI uri(String text) {
            try {
                return URI.create(text);
            } catch (IllegalArgumentException e) {
                throw new InvalidRequestException("--base-url is no URL", "Write https://HOST/.");
            }
        }
    }

    /** What a run is started with. */
    static final class Start {
        @Option(names = "--dry-run", description = "Look at all and print what would be sent; start nothing.")
        private boolean dryRun;

        @Option(names = "--watch", description = "Follow the run to its end.")
        private boolean watch;

        @Option(names = "--verbose", description = "With --watch: print what the tasks print.")
        private boolean verbose;

        @Option(names = "--variable", paramLabel = "NAME=VALUE", description = "A further variable. Repeatable.")
        private List<String> variables = List.of();

        @Option(
                names = "--variable-env",
                paramLabel = "NAME",
                description = "A further variable, secret, from this one of the environment. Repeatable.")
        private List<String> secrets = List.of();

        @Option(names = "--without-variable", paramLabel = "NAME", description = "Do not set this one. Repeatable.")
        private List<String> without = List.of();

        @Option(
                names = "--parameter",
                paramLabel = "NAME=VALUE",
                description = "A parameter of the pipeline's file, such as imageTag=feature-name. Repeatable.")
        private List<String> parameters = List.of();

        RunRequest completed(RunRequest request, Console console) {
            RunRequest completed = request;
            for (String variable : variables) {
                String[] pair = Words.pair("--variable", variable);
                completed = completed.variable(pair[0], pair[1]);
            }
            for (String name : secrets) {
                completed = completed.variable(name, secret(console, name));
            }
            for (String name : without) {
                completed = completed.withoutVariable(name);
            }
            for (String parameter : parameters) {
                String[] pair = Words.pair("--parameter", parameter);
                completed = completed.parameter(pair[0], pair[1]);
            }
            return completed;
        }
    }

    private static Secret secret(Console console, String variable) {
        return console.environment()
                .variable(variable)
                .map(value -> Secret.of(variable, value))
                .orElseThrow(() ->
                        new InvalidRequestException("the variable is not set: " + variable, "Set " + variable + "."));
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = {
                "Starts the run that publishes a release: of its tag, with NRN_RELEASE_UPLOAD=true and NEURON_NIGHTLY_TAG empty.",
                "The tag must be there, and on its branch release/X.Y."
            },
            footer = {"", CODES, MORE})
    int release(
            @Parameters(index = "0", paramLabel = "VERSION", description = "The release, as its tag: 8.2.6.")
                    String version,
            @Option(
                            names = "--repository",
                            paramLabel = "URL",
                            description = "Look for the tag here; default: the definition's repository.")
                    Optional<String> repository,
            @Option(
                            names = "--clone",
                            paramLabel = "DIR",
                            description = "Look in this clone whether the tag is on its branch, instead of fetching.")
                    Optional<Path> clone,
            @Option(
                            names = "--untested-ancestry",
                            description = "Start it although nothing tells whether the tag is on its branch.")
                    boolean untested,
            @Mixin Start start,
            @Mixin Pipeline pipeline) {
        RunRequest request = pipeline.of(console).onEvent(shown(start.verbose)).releaseRun(version);
        if (repository.isPresent()) {
            request = request.repository(repository.get());
        }
        if (clone.isPresent()) {
            request = request.clone(console.absolute(clone.get()));
        }
        return start(untested ? request.allowUntestedAncestry() : request, start, pipeline);
    }

    @Command(
            name = "nightly",
            mixinStandardHelpOptions = true,
            description = "Starts what the pipeline does every night: a run of master with NRN_NIGHTLY_UPLOAD=true.",
            footer = {"", CODES, MORE})
    int nightly(@Mixin Start start, @Mixin Pipeline pipeline) {
        return start(pipeline.of(console).onEvent(shown(start.verbose)).nightlyRun(), start, pipeline);
    }

    private int start(RunRequest asked, Start start, Pipeline pipeline) {
        RunRequest request = start.completed(asked, console);
        if (start.dryRun) {
            console.answer(
                    pipeline.json
                            ? request.plan().toJson()
                            : PlainText.of(request.plan().toString()));
            return 0;
        }
        PipelineRun run = request.start();
        answer(start.watch ? end(run, pipeline) : run.status(), pipeline);
        return 0;
    }

    /** A run that failed is an answer too, for programs that read answers. */
    private RunStatus end(PipelineRun run, Pipeline pipeline) {
        try {
            return run.await();
        } catch (RunFailedException e) {
            if (pipeline.json) {
                answer(e.status(), pipeline);
            }
            throw e;
        }
    }

    private void answer(RunStatus status, Pipeline pipeline) {
        console.answer(pipeline.json ? status.toJson() : PlainText.of(status + "\n"));
    }

    @Command(
            name = "watch",
            mixinStandardHelpOptions = true,
            description = "Follows a run to its end. Ctrl-C ends the following, not the run.",
            footer = {"", CODES, MORE})
    int watch(
            @Parameters(index = "0", paramLabel = "RUN", description = "Its number: buildId in the URL of its page.")
                    int run,
            @Option(names = "--verbose", description = "Print what the tasks print.") boolean verbose,
            @Mixin Pipeline pipeline) {
        answer(end(pipeline.of(console).onEvent(shown(verbose)).run(run), pipeline), pipeline);
        return 0;
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Cancels a run; one that has ended stays as it is.",
            footer = {"", CODES, MORE})
    int cancel(
            @Parameters(index = "0", paramLabel = "RUN", description = "Its number.") int run,
            @Option(names = "--dry-run", description = "Print what would be cancelled; cancel nothing.") boolean dryRun,
            @Mixin Pipeline pipeline) {
        PipelineRun there = pipeline.of(console).onEvent(shown(false)).run(run);
        answer(dryRun ? there.status() : there.cancel(), pipeline);
        return 0;
    }

    @Command(
            name = "artifacts",
            mixinStandardHelpOptions = true,
            description = {
                "Fetches what a run kept: wheels into a directory, and what is beside them below it.",
                "A broken transfer goes on where it stopped when it is run again."
            },
            footer = {"", CODES, MORE})
    int artifacts(
            @Parameters(index = "0", paramLabel = "RUN", description = "Its number.") int run,
            @Option(
                            names = "--artifact",
                            paramLabel = "NAME",
                            defaultValue = "drop",
                            description = "The artifact; default: drop.")
                    String artifact,
            @Option(
                            names = "--wheelhouse",
                            paramLabel = "DIR",
                            defaultValue = "wheelhouse",
                            description = "Where wheels go; default: ./wheelhouse.")
                    Path directory,
            @Option(
                            names = "--dry-run",
                            description = "Name what the run kept, and with --json where to; fetch nothing.")
                    boolean dryRun,
            @Mixin Pipeline pipeline) {
        PipelineRun there = pipeline.of(console).onEvent(shown(false)).run(run);
        if (dryRun) {
            planned(there.plan(artifact, console.absolute(directory)), pipeline);
            return 0;
        }
        FetchedArtifact fetched = there.fetch(artifact, console.absolute(directory));
        if (pipeline.json) {
            console.answer(fetched.toJson());
        } else {
            fetched.wheels().forEach(wheel -> console.answer(wheel.path() + "\n"));
            fetched.others().forEach(file -> console.answer(file + "\n"));
        }
        return 0;
    }

    private void planned(ArtifactPlan plan, Pipeline pipeline) {
        if (pipeline.json) {
            console.answer(plan.toJson());
        } else {
            plan.kept().forEach(name -> console.answer(PlainText.of(name) + "\n"));
        }
        plan.require();
    }

    private Consumer<PipelineEvent> shown(boolean verbose) {
        return event -> {
            if (event instanceof PipelineEvent.Printed printed) {
                if (verbose) {
                    printed.lines().forEach(line -> console.err().println(PlainText.of(printed.name() + " | " + line)));
                }
            } else if (!(event instanceof PipelineEvent.RunFinished)) {
                console.err().println(PlainText.of(event.message()).replace('\n', ' '));
            }
        };
    }
}
