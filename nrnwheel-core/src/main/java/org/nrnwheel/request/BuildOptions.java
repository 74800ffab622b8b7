package org.nrnwheel.request;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nrnwheel.tag.Architecture;

/**
 * The options of a request that every recipe understands or may ignore. Immutable; {@link #NONE} is the start, {@link #change}
 * the way to others.
 *
 * @param version the version to build, instead of what the tree says (PEP 440)
 * @param naming which package name
 * @param architecture the architecture to build for, instead of the platform's
 * @param cmakeDefinitions CMake cache definitions by name
 * @param environment environment variables of the build
 * @param secretEnvironment environment variables of the build whose values are secrets: variable to the secret's name
 * @param mpiHeaders further MPI include directories, e.g. HPE-MPT's
 * @param wheelhouse where wheels go, instead of {@code wheelhouse} in the working directory
 * @param jobs how many jobs at once, at least 1; nothing: as the planner thinks best
 * @param constraints a pip constraints file for the build and its required test
 * @param asOf the day as of which the package index is read
 * @param excludes libraries not to graft, beside the recipe's own
 * @param testing what is tested after a wheel is repaired
 * @param repair what repairs the wheels
 */
public record BuildOptions(
        Optional<String> version,
        Naming naming,
        Optional<Architecture> architecture,
        Map<String, String> cmakeDefinitions,
        Map<String, String> environment,
        Map<String, String> secretEnvironment,
        List<Path> mpiHeaders,
        Optional<Path> wheelhouse,
        Optional<Integer> jobs,
        Optional<Path> constraints,
        Optional<Instant> asOf,
        List<String> excludes,
        Testing testing,
        Repair repair) {

    /** What is tested in a build. */
    public enum Testing {
        /** Nothing. */
        NONE,
        /** The recipe's suite with its constraints, which must pass. */
        CONSTRAINED,
        /** As {@link #CONSTRAINED}, and once with the newest dependencies, whose failure is a warning. */
        STANDARD
    }

    /** What repairs wheels of Linux. Those of macOS are repaired by delocate. */
    public enum Repair {
        /** Nothing: they stay as they were built. */
        NONE,
        /** nrnwheel itself. */
        NRNWHEEL,
        /** auditwheel, in the environment of the build. */
        AUDITWHEEL
    }

    /** No options: everything by default. */
    public static final BuildOptions NONE = new BuildOptions(
            Optional.empty(),
            Naming.DEFAULT,
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Testing.STANDARD,
            Repair.NRNWHEEL);

    /**
     * Copies what can change.
     */
    public BuildOptions {
        cmakeDefinitions = Map.copyOf(cmakeDefinitions);
        environment = Map.copyOf(environment);
        secretEnvironment = Map.copyOf(secretEnvironment);
        mpiHeaders = List.copyOf(mpiHeaders);
        excludes = List.copyOf(excludes);
    }

    /**
     * Makes changed options.
     *
     * @param edit sets fields of a draft
     * @return the changed options
     */
    public BuildOptions change(UnaryOperator<Draft> edit) {
        return edit.apply(new Draft(this)).build();
    }

    /** A mutable draft of options, used within one call of {@link #change}. Not for use by several threads. */
    public static final class Draft {
        private Optional<String> version;
        private Naming naming;
        private Optional<Architecture> architecture;
        private Map<String, String> cmakeDefinitions;
        private Map<String, String> environment;
        private Map<String, String> secretEnvironment;
        private List<Path> mpiHeaders;
        private Optional<Path> wheelhouse;
        private Optional<Integer> jobs;
        private Optional<Path> constraints;
        private Optional<Instant> asOf;
        private List<String> excludes;
        private Testing testing;
        private Repair repair;

        private Draft(BuildOptions from) {
            version = from.version;
            naming = from.naming;
            architecture = from.architecture;
            cmakeDefinitions = from.cmakeDefinitions;
            environment = from.environment;
            secretEnvironment = from.secretEnvironment;
            mpiHeaders = from.mpiHeaders;
            wheelhouse = from.wheelhouse;
            jobs = from.jobs;
            constraints = from.constraints;
            asOf = from.asOf;
            excludes = from.excludes;
            testing = from.testing;
            repair = from.repair;
        }

        private BuildOptions build() {
            return new BuildOptions(
                    version,
                    naming,
                    architecture,
                    cmakeDefinitions,
                    environment,
                    secretEnvironment,
                    mpiHeaders,
                    wheelhouse,
                    jobs,
                    constraints,
                    asOf,
                    excludes,
                    testing,
                    repair);
        }

        /**
         * Sets {@link BuildOptions#version}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft version(String value) {
            version = Optional.of(value);
            return this;
        }

        /**
         * Sets {@link BuildOptions#naming}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft naming(Naming value) {
            naming = value;
            return this;
        }

        /**
         * Sets {@link BuildOptions#architecture}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft architecture(Architecture value) {
            architecture = Optional.of(value);
            return this;
        }

        /**
         * Sets {@link BuildOptions#cmakeDefinitions}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft cmakeDefinitions(Map<String, String> value) {
            cmakeDefinitions = value;
            return this;
        }

        /**
         * Sets {@link BuildOptions#environment}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft environment(Map<String, String> value) {
            environment = value;
            return this;
        }

        /**
         * Sets {@link BuildOptions#secretEnvironment}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft secretEnvironment(Map<String, String> value) {
            secretEnvironment = value;
            return this;
        }

        /**
         * Sets {@link BuildOptions#mpiHeaders}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft mpiHeaders(List<Path> value) {
            mpiHeaders = value;
            return this;
        }

        /**
         * Sets {@link BuildOptions#wheelhouse}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft wheelhouse(Path value) {
            wheelhouse = Optional.of(value);
            return this;
        }

        /**
         * Sets {@link BuildOptions#jobs}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft jobs(int value) {
            jobs = Optional.of(value);
            return this;
        }

        /**
         * Sets {@link BuildOptions#constraints}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft constraints(Path value) {
            constraints = Optional.of(value);
            return this;
        }

        /**
         * Sets {@link BuildOptions#asOf}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft asOf(Instant value) {
            asOf = Optional.of(value);
            return this;
        }

        /**
         * Sets {@link BuildOptions#excludes}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft excludes(List<String> value) {
            excludes = value;
            return this;
        }

        /**
         * Sets {@link BuildOptions#testing}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft testing(Testing value) {
            testing = value;
            return this;
        }

        /**
         * Sets {@link BuildOptions#repair}.
         *
         * @param value the value
         * @return this draft
         */
        public Draft repair(Repair value) {
            repair = value;
            return this;
        }
    }
}
