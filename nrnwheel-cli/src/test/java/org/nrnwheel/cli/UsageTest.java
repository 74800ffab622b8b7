package org.nrnwheel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "build",
                "plan",
                "test",
                "audit",
                "diff",
                "repair",
                "inventory",
                "pythons",
                "index",
                "publish",
                "rootfs",
                "image",
                "azure",
                "clean",
                "completion"
            })
    void everyCommandHasHelp(String command) {
        Run run = Run.of(command, "--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("Usage: nrnwheel " + command);
        assertThat(run.err()).isEmpty();
        assertThat(Run.of("--help").out()).contains("\n  " + command + " ");
    }

    @Test
    void theVersionIsKnown() {
        assertThat(Run.of("--version").out()).matches("nrnwheel \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void noCommandIsAnError() {
        Run run = Run.of();

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isEqualToNormalizingNewlines("error: name a command\n  → See 'nrnwheel --help'.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frob|Unmatched argument|nrnwheel --help",
                "build|Missing required parameter: 'linux|osx'|nrnwheel build --help",
                "build --frob linux|Unknown option: '--frob'|nrnwheel build --help",
                "build linux --jobs many|many|nrnwheel build --help",
                "build windows|not a system to build for: 'windows'|Write linux or osx.",
                "build linux snake|not a Python selector: 'snake'|Write 38",
                "build linux --jobs 0|jobs must be at least 1|Give 1 or more",
                "build linux --nightly --release|exclude each other|Give one",
                "build linux --on host --image x|exclude each other|Give one",
                "build linux --on Host|not a platform: 'Host'|Name a scheme",
                "build linux --cmake X|--cmake takes NAME=VALUE, not 'X'|Write --cmake NAME=VALUE.",
                "build linux --env =1|--env takes NAME=VALUE|Write --env NAME=VALUE.",
                "build linux --env 1x=1|1x|",
                "build linux --as-of yesterday|not a day: 'yesterday'|Write 2024-03-31",
                "build linux --secret-env NOT_SET|the variable is not set|Set NOT_SET",
                "build linux --architecture vax|not an architecture: 'vax'|Write x86_64",
                "build osx coreneuron-gpu|macOS has no GPU wheels|Leave coreneuron-gpu out",
                "plan linux --json --script|exclude each other|Give one",
                "plan linux --inventory /none|cannot read the inventory /none|nrnwheel inventory",
                "test python3|no wheel is given to test|Name it, or NAME==VERSION.",
                "repair|Missing required parameter: 'WHEEL'|nrnwheel repair --help",
                "repair --only-plat a.whl|--only-plat|--plat",
                "repair --engine sed a.whl|not an engine: 'sed'|Write nrnwheel or auditwheel.",
                "repair /none.whl|there is no wheel|Give the path of a wheel.",
                "index|say what to do|nrnwheel index --help",
                "index add dir|WHEEL|nrnwheel index add --help",
                "publish a.whl|no repository is named|--repository testpypi",
                "publish --repository-url https://a/ -r pypi a.whl|exclude each other|Give",
                "publish -r nowhere a.whl|no repository is named 'nowhere'|Write pypi or testpypi",
                "publish --repository-url http://example.org/ a.whl|could be read and changed|https",
                "publish --repository-url ftp://example.org/ a.whl|does not begin with https|https://HOST",
                "publish -r testpypi /none.whl|there is no wheel /none.whl|path of a wheel",
                "publish -r testpypi --jobs 0 a.whl|at least one wheel|1 or more",
                "publish -r testpypi|WHEEL|nrnwheel publish --help",
                "rootfs|say what to do|nrnwheel rootfs --help",
                "rootfs pull image|Missing required parameter: 'DIR'|nrnwheel rootfs pull --help",
                "rootfs pull image dir --user me|go together|Give both",
                "rootfs pull image dir --architecture vax|not an architecture: 'vax'|Write x86_64",
                "image|say what to do|nrnwheel image --help",
                "image push|IMAGE|nrnwheel image push --help",
                "image login host --user me|no password|--password-stdin",
                "image login host --user me --password-env NOT_SET|the password is empty|Give one",
                "image build --source /none|no Dockerfile: /none/packaging/python/Dockerfile|Name another",
                "image push host/wheel:latest-x86_64 --source /none|cannot be compared|--unreviewed",
                "image pull Not/An:Image:1 x|Unmatched argument|nrnwheel image pull --help",
                "azure|say what to do|nrnwheel azure --help",
                "azure release|Missing required parameter: 'VERSION'|nrnwheel azure release --help",
                "azure release 8|not a release: '8'|such as 8.2.6",
                "azure release 8.2.6 --variable X|--variable takes NAME=VALUE|Write --variable NAME=VALUE.",
                "azure nightly --base-url http://dev.azure.com/|is not https|http is for this machine alone",
                "azure nightly|there is no token|NRNWHEEL_AZURE_TOKEN",
                "azure nightly --token-env NOT_SET|the variable is not set|Set NOT_SET",
                "azure nightly --project ..|not a project: '..'|as it is in the URL",
                "azure nightly --definition 0|not a definition: 0|definitionId",
                "azure watch one|Invalid value for positional parameter|nrnwheel azure watch --help",
                "azure watch 0|not a run: 0|buildId",
                "azure artifacts|Missing required parameter: 'RUN'|nrnwheel azure artifacts --help",
                "completion fish|no completion for the shell 'fish'|Write bash or zsh."
            })
    void whatIsWrongIsSaidWithWhatToDo(String arguments, String message, String remedy) {
        Run run = Run.in(Map.of("PATH", "/usr/bin:/bin"), arguments.split(" "));

        assertThat(run.err()).startsWith("error: ").contains(message);
        assertThat(run.err()).contains("\n  → ");
        assertThat(run.err()).contains(remedy == null ? "" : remedy);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void errorsAreColouredOnATerminalOnlyAndNotWithNoColor() {
        Map<String, String> terminal = Map.of("NRNWHEEL_TERMINAL", "outerr", "TERM", "xterm");
        assertThat(Run.in(terminal, "build", "windows").err()).contains("\u001b[1;31merror:");
        assertThat(Run.in(terminal, "--help").out()).contains("\u001b[");
        Map<String, String> plain = Map.of("NRNWHEEL_TERMINAL", "outerr", "TERM", "xterm", "NO_COLOR", "1");
        assertThat(Run.in(plain, "build", "windows").err()).doesNotContain("\u001b");
        assertThat(Run.in(plain, "--help").out()).doesNotContain("\u001b");
        assertThat(Run.in(Map.of(), "build", "windows").err()).doesNotContain("\u001b");
    }

    @Test
    void controlSequencesInArgumentsDoNotReachTheTerminal() {
        assertThat(Run.of("build", "linux", "\u001b[31mx").err()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void completionIsAScript(String shell) {
        Run run = Run.of("completion", shell);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("--wheelhouse", "complete -F");
    }
}
