package org.nrnwheel.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.nrnwheel.LinuxWheelBuilder;
import org.nrnwheel.WheelBuilder;
import org.nrnwheel.env.Secret;
import org.nrnwheel.request.BuildOptions.Testing;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.tag.Architecture;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be built, as build and plan take it. */
final class RequestOptions {
    /** Features that stand among the selectors, as NEURON's own script takes them. */
    private static final Set<String> FEATURE_WORDS = Set.of("coreneuron", BuildRequest.CORENEURON_GPU);

    @Parameters(index = "0", paramLabel = "linux|osx", description = "The system to build for.")
    private String target = "";

    @Parameters(
            index = "1..*",
            paramLabel = "SELECTOR",
            description = "Pythons: 38, 3.8, cp38, 3*, 3.9-3.12, >=3.9 or an interpreter's path; none means all. "
                    + "coreneuron and coreneuron-gpu among them are features.")
    private List<String> words = new ArrayList<>();

    @Option(names = "--source", paramLabel = "DIR", description = "The source tree; default: the working directory.")
    private Optional<Path> source = Optional.empty();

    @Option(names = "--wheelhouse", paramLabel = "DIR", description = "Where wheels go; default: ./wheelhouse.")
    private Optional<Path> wheelhouse = Optional.empty();

    @Option(
            names = "--on",
            paramLabel = "PLATFORM",
            description = "Where to build: host, container[:IMAGE], rootfs:DIR, slurm:NAME=VALUE,...")
    private Optional<String> platform = Optional.empty();

    @Option(names = "--image", paramLabel = "IMAGE", description = "The same as --on container:IMAGE.")
    private Optional<String> image = Optional.empty();

    @Option(names = "--jobs", paramLabel = "N", description = "How many wheels are built at once.")
    private Optional<Integer> jobs = Optional.empty();

    @Option(names = "--nightly", description = "Give the wheels the nightly package name.")
    private boolean nightly;

    @Option(names = "--release", description = "Give the wheels the release package name.")
    private boolean release;

    @Option(names = "--version", paramLabel = "V", description = "The version, instead of what the tree says.")
    private Optional<String> version = Optional.empty();

    @Option(names = "--exclude", paramLabel = "LIB", description = "A library that is not grafted, e.g. libgomp.so.1.")
    private List<String> excludes = new ArrayList<>();

    @Option(names = "--constraints", paramLabel = "FILE", description = "A pip constraints file.")
    private Optional<Path> constraints = Optional.empty();

    @Option(names = "--as-of", paramLabel = "DAY", description = "Resolve as the package index stood on a day.")
    private Optional<String> asOf = Optional.empty();

    @Option(names = "--cmake", paramLabel = "NAME=VALUE", description = "A CMake definition.")
    private List<String> cmake = new ArrayList<>();

    @Option(names = "--env", paramLabel = "NAME=VALUE", description = "A variable of the build's environment.")
    private List<String> environment = new ArrayList<>();

    @Option(
            names = "--secret-env",
            paramLabel = "NAME",
            description = "A variable that is passed on to the build and never shown.")
    private List<String> secrets = new ArrayList<>();

    @Option(names = "--feature", paramLabel = "NAME", description = "A feature of the recipe.")
    private List<String> features = new ArrayList<>();

    @Option(names = "--recipe", paramLabel = "NAME", description = "The recipe, instead of looking at the tree.")
    private Optional<String> recipe = Optional.empty();

    @Option(names = "--architecture", paramLabel = "CPU", description = "The CPU to build for, e.g. aarch64.")
    private Optional<String> architecture = Optional.empty();

    @Option(names = "--mpi-headers", paramLabel = "DIR", description = "A further MPI include directory.")
    private List<Path> mpiHeaders = new ArrayList<>();

    @Option(names = "--no-test", description = "Do not test the wheels.")
    private boolean noTest;

    @Option(names = "--no-repair", description = "Do not repair the wheels.")
    private boolean noRepair;

    @Option(
            names = "--repair",
            paramLabel = "E",
            description = "What repairs wheels of Linux: nrnwheel (default) or auditwheel.")
    private Optional<String> repair = Optional.empty();

    @Option(names = "--dynamic-readline", description = "NEURON: use the system's readline.")
    private boolean dynamicReadline;

    @Option(names = "--without-rx3d", description = "NEURON: without reaction-diffusion in 3D.")
    private boolean withoutRx3d;

    @Option(names = "--without-interviews", description = "NEURON: without InterViews, its graphics.")
    private boolean withoutInterviews;

    @Option(names = "--without-mpi", description = "NEURON: without MPI.")
    private boolean withoutMpi;

    /** Makes the builder that these options ask for. */
    WheelBuilder<?> builder(Console console) {
        WheelBuilder<?> builder = WheelBuilder.of(BuildRequest.of(Words.target(target)));
        return repaired(extended(builder.environment(console.environment()), console));
    }

    private WheelBuilder<?> repaired(WheelBuilder<?> builder) {
        if (noRepair && repair.isPresent()) {
            throw new InvalidRequestException("--repair and --no-repair exclude each other", "Give one of them.");
        }
        if (noRepair) {
            return builder.withoutRepair();
        }
        if (repair.isEmpty()) {
            return builder;
        }
        if (builder instanceof LinuxWheelBuilder linux) {
            return linux.repairWith(Words.repair(repair.get()));
        }
        throw new InvalidRequestException("--repair is for wheels of Linux", "Leave it out.");
    }

    private <B extends WheelBuilder<B>> B extended(WheelBuilder<B> start, Console console) {
        String[] selectors =
                words.stream().filter(word -> !FEATURE_WORDS.contains(word)).toArray(String[]::new);
        B builder = start.python(selectors);
        for (String feature : allFeatures()) {
            builder = builder.feature(feature);
        }
        builder = places(naming(builder), console);
        builder = settings(builder, console);
        return tested(builder);
    }

    private List<String> allFeatures() {
        List<String> all = new ArrayList<>(features);
        words.stream().filter(FEATURE_WORDS::contains).forEach(all::add);
        addIf(dynamicReadline, "dynamic-readline", all);
        addIf(withoutRx3d, "without-rx3d", all);
        addIf(withoutInterviews, "without-interviews", all);
        addIf(withoutMpi, "without-mpi", all);
        return all;
    }

    private static void addIf(boolean wanted, String feature, List<String> all) {
        if (wanted) {
            all.add(feature);
        }
    }

    private <B extends WheelBuilder<B>> B naming(B start) {
        if (nightly && release) {
            throw new InvalidRequestException("--nightly and --release exclude each other", "Give one of them.");
        }
        B builder = nightly ? start.nightly() : start;
        builder = release ? builder.release() : builder;
        builder = version.isPresent() ? builder.version(version.get()) : builder;
        return recipe.isPresent() ? builder.recipe(recipe.get()) : builder;
    }

    private <B extends WheelBuilder<B>> B places(B start, Console console) {
        if (platform.isPresent() && image.isPresent()) {
            throw new InvalidRequestException("--on and --image exclude each other", "Give one of them.");
        }
        B builder = start;
        builder = source.isPresent() ? builder.source(console.absolute(source.get())) : builder;
        builder = wheelhouse.isPresent() ? builder.wheelhouse(console.absolute(wheelhouse.get())) : builder;
        builder = platform.isPresent() ? builder.on(PlatformSpec.parse(platform.get())) : builder;
        builder = image.isPresent() ? builder.on(PlatformSpec.parse("container:" + image.get())) : builder;
        for (Path directory : mpiHeaders) {
            builder = builder.mpiHeaders(console.absolute(directory));
        }
        return constraints.isPresent() ? builder.constraints(console.absolute(constraints.get())) : builder;
    }

    private <B extends WheelBuilder<B>> B settings(B start, Console console) {
        B builder = start.exclude(excludes.toArray(String[]::new));
        for (String definition : cmake) {
            String[] pair = Words.pair("--cmake", definition);
            builder = builder.cmakeDefinition(pair[0], pair[1]);
        }
        for (String variable : environment) {
            String[] pair = Words.pair("--env", variable);
            builder = builder.environment(pair[0], pair[1]);
        }
        for (String name : secrets) {
            builder = builder.environment(name, secret(name, console));
        }
        builder = jobs.isPresent() ? builder.jobs(jobs.get()) : builder;
        builder = asOf.isPresent() ? builder.asOf(Words.day(asOf.get())) : builder;
        return architecture.isPresent() ? builder.architecture(architecture(architecture.get())) : builder;
    }

    private <B extends WheelBuilder<B>> B tested(B start) {
        return noTest ? start.test(Testing.NONE) : start;
    }

    private static Secret secret(String name, Console console) {
        return console.environment()
                .variable(name)
                .map(value -> Secret.of(name, value))
                .orElseThrow(() -> new InvalidRequestException(
                        "--secret-env " + name + ": the variable is not set", "Set " + name + " in the environment."));
    }

    private static Architecture architecture(String name) {
        return Architecture.find(name)
                .orElseThrow(() -> new InvalidRequestException(
                        "not an architecture: '" + name + "'",
                        "Write x86_64, aarch64 or another of the platform tags."));
    }
}
