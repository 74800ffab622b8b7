package org.nrnwheel.azure;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.nrnwheel.concurrent.Listeners;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Masker;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.InvalidRequestException;

/**
 * A pipeline of Azure Pipelines: {@code AzurePipelines.organization("neuronsimulator").project("nrn").definition(1)
 * .releaseRun("8.2.6").start().await()}.
 *
 * <p>The token is {@link #token} or, of the environment, {@code NRNWHEEL_AZURE_TOKEN} or {@code AZURE_DEVOPS_EXT_PAT}, as Azure's own
 * command line has it. It needs the scope Build (Read &amp; execute). It goes to the server alone, by https. Public projects are read
 * without one. Requests are those of Microsoft's documents of version 7.1. Immutable; safe for use by several threads.
 */
public final class AzurePipelines {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.azure");
    private static final List<String> TOKENS = List.of("NRNWHEEL_AZURE_TOKEN", "AZURE_DEVOPS_EXT_PAT");

    private final Draft settings;

    private AzurePipelines(Draft settings) {
        this.settings = settings;
    }

    /**
     * Names the organization.
     *
     * @param name as in its URL
     * @return the organization, to go on with
     */
    public static Organization organization(String name) {
        return new Organization(named("an organization", name));
    }

    /**
     * An organization of Azure DevOps.
     *
     * @param name as in its URL
     */
    public record Organization(String name) {
        /**
         * Names the project.
         *
         * @param project as in its URL
         * @return the project, to go on with
         */
        public Project project(String project) {
            return new Project(name, named("a project", project));
        }
    }

    /**
     * A project of an organization.
     *
     * @param organization the organization
     * @param name as in its URL
     */
    public record Project(String organization, String name) {
        /**
         * Names the pipeline.
         *
         * @param id {@code definitionId} in its URL
         * @return the pipeline
         */
        public AzurePipelines definition(int id) {
            if (id < 1) {
                throw new InvalidRequestException(
                        "not a definition: " + id, "Take definitionId from the URL of the pipeline's page.");
            }
            return new AzurePipelines(new Draft(organization, name, id));
        }
    }

    private static String named(String what, String name) {
        if (name.isBlank() || !name.matches("[^/\\\\?#%:*|<>\"\\p{Cntrl}]+") || name.matches("\\.+")) {
            throw new InvalidRequestException("not " + what + ": '" + name + "'", "Write it as it is in the URL.");
        }
        return name;
    }

    /** What is set; never changed once a pipeline holds it. */
    private static final class Draft {
        private final String organization;
        private final String project;
        private final int definition;
        private Server server = Server.standard();
        private Optional<Secret> token = Optional.empty();
        private Environment environment = Environment.system();
        private List<Consumer<PipelineEvent>> listeners = List.of();
        private Pace pace = Pace.standard();

        private Draft(String organization, String project, int definition) {
            this.organization = organization;
            this.project = project;
            this.definition = definition;
        }

        private Draft copy() {
            Draft copy = new Draft(organization, project, definition);
            copy.server = server;
            copy.token = token;
            copy.environment = environment;
            copy.listeners = listeners;
            copy.pace = pace;
            return copy;
        }
    }

    private AzurePipelines edited(Consumer<Draft> edit) {
        Draft copy = settings.copy();
        edit.accept(copy);
        return new AzurePipelines(copy);
    }

    /**
     * Asks another server than Azure's own, such as an Azure DevOps Server with its collection in the place of the organization.
     *
     * @param url its URL; https, or http on this machine
     * @return the changed pipeline
     * @throws InvalidRequestException when a token would not be safe on the way there
     */
    public AzurePipelines baseUrl(URI url) {
        Server server = new Server(url);
        return edited(draft -> draft.server = server);
    }

    /**
     * Takes a token instead of the environment's.
     *
     * @param token a personal access token, or one of Entra or of a pipeline's job
     * @return the changed pipeline
     */
    public AzurePipelines token(Secret token) {
        return edited(draft -> draft.token = Optional.of(token));
    }

    /**
     * Reads another environment than this process's. Whoever asks Azure gets an {@link InvalidRequestException} when {@code SSL_CERT_FILE} or
     * {@code REQUESTS_CA_BUNDLE} of it names a file that cannot be read.
     *
     * @param environment holds the token, proxies, files of certificate authorities to trust, and what git needs
     * @return the changed pipeline
     */
    public AzurePipelines environment(Environment environment) {
        return edited(draft -> draft.environment = environment);
    }

    /**
     * Tells a listener what happens. One that throws is dropped.
     *
     * @param listener hears events on the thread that asks, one at a time
     * @return the changed pipeline
     */
    public AzurePipelines onEvent(Consumer<PipelineEvent> listener) {
        return edited(draft -> draft.listeners =
                Stream.concat(draft.listeners.stream(), Stream.of(listener)).toList());
    }

    /**
     * Asks more often or less. Waits become longer as long as nothing happens; what Azure asks for itself is waited for anyway.
     *
     * @param first the first wait; 2 seconds else
     * @param most the longest wait; 20 seconds else
     * @return the changed pipeline
     */
    public AzurePipelines pace(Duration first, Duration most) {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new InvalidRequestException(
                    "waits of " + first + " to " + most,
                    "Give a first wait above zero, and a longest one not below it.");
        }
        return paced(new Pace(first, most, settings.pace.sleeper()));
    }

    AzurePipelines paced(Pace pace) {
        return edited(draft -> draft.pace = pace);
    }

    /**
     * Prepares the run that publishes a release: of the tag, with {@code NRN_RELEASE_UPLOAD} true and {@code NEURON_NIGHTLY_TAG} empty
     * (NEURON, {@code docs/install/python_wheels.md}). The tag and its place on the branch are looked at when it is planned or started.
     *
     * @param version the release, as its tag is called, such as {@code 8.2.6}
     * @return the request
     * @throws InvalidRequestException when it is no such version
     */
    public RunRequest releaseRun(String version) {
        return RunRequest.release(this, version);
    }

    /**
     * Prepares what the pipeline does every night: a run of {@code master} with {@code NRN_NIGHTLY_UPLOAD} true.
     *
     * @return the request
     */
    public RunRequest nightlyRun() {
        return RunRequest.nightly(this);
    }

    /**
     * Prepares any run, with no variables.
     *
     * @param ref what it builds, such as {@code refs/heads/feature}
     * @return the request
     */
    public RunRequest runOf(String ref) {
        return RunRequest.of(this, ref);
    }

    /**
     * Takes up a run that is there already.
     *
     * @param id its number: {@code buildId} in the URL of its page
     * @return the run
     */
    public PipelineRun run(int id) {
        if (id < 1) {
            throw new InvalidRequestException("not a run: " + id, "Take buildId from the URL of the run's page.");
        }
        return new PipelineRun(this, id);
    }

    Environment environment() {
        return settings.environment;
    }

    Pace pace() {
        return settings.pace;
    }

    Listeners<PipelineEvent> events() {
        return new Listeners<>(settings.listeners, AzurePipelines::failed);
    }

    /** What a listener says may hold anything: only its kind is logged. */
    private static void failed(RuntimeException e) {
        LOG.log(
                System.Logger.Level.WARNING,
                "a listener failed and hears no more: " + e.getClass().getName());
    }

    /** The names of what holds a secret, which what git starts need not see. */
    static List<String> tokenVariables() {
        return TOKENS;
    }

    Optional<Secret> token() {
        return settings.token
                .or(() -> TOKENS.stream()
                        .flatMap(name ->
                                settings.environment.variable(name).map(value -> Secret.of(name, value)).stream())
                        .findFirst())
                .filter(token -> !token.reveal().isBlank());
    }

    /** Talks to Azure about one run, or about none yet. */
    Api api(Listeners<PipelineEvent> events, int run, List<Secret> further) {
        Optional<Secret> token = token();
        List<Secret> secrets = new ArrayList<>(further);
        token.ifPresent(secrets::add);
        Http http = new Http(
                settings.environment,
                settings.server,
                token,
                settings.pace,
                (reason, wait) -> events.tell(new PipelineEvent.Waiting(run, Instant.now(), reason, wait)));
        return new Api(
                http,
                settings.server,
                settings.organization,
                settings.project,
                settings.definition,
                Masker.ofEach(secrets));
    }

    /** Names the pipeline. */
    @Override
    public String toString() {
        return settings.server.base() + settings.organization + "/" + settings.project + ", definition "
                + settings.definition;
    }
}
