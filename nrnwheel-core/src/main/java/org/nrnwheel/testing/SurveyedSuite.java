package org.nrnwheel.testing;

import java.util.List;
import java.util.Optional;

/** What NEURON's suites share: the survey that finds the facts, and what it and the checks read. */
abstract class SurveyedSuite implements TestSuite {
    private final String name;
    private final String questions;

    /**
     * @param name the suite's name
     * @param questions what {@code survey.py} is to find out, separated by commas
     */
    SurveyedSuite(String name, String questions) {
        this.name = name;
        this.questions = questions;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Optional<Check.Run> survey(Subject subject) {
        return Optional.of(NeuronGates.survey(subject, questions));
    }

    @Override
    public final List<String> helpers() {
        return NeuronGates.HELPERS;
    }

    @Override
    public final List<String> sourceFiles() {
        return NeuronGates.FILES;
    }
}
