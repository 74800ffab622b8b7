package org.nrnwheel.cli;

import picocli.CommandLine.Option;

/** A command that prints help. It has no {@code --version} of the program: builds take one of their own. */
abstract class Helped {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    private boolean help;

    final boolean helpWanted() {
        return help;
    }
}
