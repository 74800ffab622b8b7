package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Distribution;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Text;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.Exit.Outcome;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.RunningCommand;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;
import org.nrnwheel.testkit.CollectedOutput;
import org.nrnwheel.testkit.FakeAnswer;
import org.nrnwheel.testkit.FakePlatform;
import org.nrnwheel.testkit.FakeScript;
import org.nrnwheel.testkit.WorkspaceContract;

/** The fake keeps the contract's part on files, and answers by its scripts. */
class FakePlatformContractTest extends WorkspaceContract {
    private final FakePlatform fake = new FakePlatform(new Inventory(
            "fake",
            TargetSystem.LINUX,
            Architecture.X86_64,
            2,
            OptionalLong.empty(),
            new Distribution("debian", "", "12"),
            List.of(),
            Map.of(),
            Set.of(),
            Set.of(),
            Optional.empty()));

    @Override
    protected Platform platform() {
        return fake;
    }

    private static Command command(String... words) {
        return new Command(
                List.of(words).stream()
                        .map(Text::new)
                        .map(org.nrnwheel.plan.Value.class::cast)
                        .toList(),
                Map.of("A", Place.of(Root.WORK)),
                Place.of(Root.WORK),
                Optional.empty());
    }

    @Test
    void scriptsAnswerAndCommandsAreRecorded() throws InterruptedException {
        Place wheel = new Place(Root.DIST, "x.whl");
        fake.on(FakeScript.when("build", FakeAnswer.prints("built\n").withFile(wheel, "wheel")));
        CollectedOutput output = new CollectedOutput();
        try (Workspace workspace = open("scripts", Optional.empty())) {
            assertThat(workspace
                            .start(command("python", "build"), Bindings.NONE, output)
                            .await()
                            .successful())
                    .isTrue();
            assertThat(workspace.list(Place.of(Root.DIST), "*.whl")).hasSize(1);
            assertThat(workspace
                            .start(command("other"), Bindings.NONE, output)
                            .await()
                            .code())
                    .isEqualTo(127);
            assertThat(fake.invocations().get(0).environment()).containsEntry("A", workspace.path(Place.of(Root.WORK)));
        }
        assertThat(output.out()).isEqualTo("built\n");
    }

    @Test
    void aScriptThatBlocksIsCancelled() throws InterruptedException {
        fake.on(new FakeScript(argv -> true, invocation -> {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FakeAnswer.exit(0);
        }));
        try (Workspace workspace = open("cancel", Optional.empty())) {
            RunningCommand command = workspace.start(command("long"), Bindings.NONE, new CollectedOutput());
            command.cancel();
            assertThat(command.await().outcome()).isEqualTo(Outcome.CANCELLED);
        }
    }
}
