package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nrnwheel.plan.Command;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Place;
import org.nrnwheel.plan.Place.Root;
import org.nrnwheel.plan.Text;
import org.nrnwheel.platform.Bindings;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.Exit;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.platform.PlatformProvider.Offer;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.testkit.CollectedOutput;
import org.nrnwheel.testkit.PlatformContract;

/** An image root keeps the whole contract, and its image stays as it is. */
@Tag("slow")
class RootfsPlatformContractTest extends PlatformContract {
    private static Path root = Path.of("");

    @BeforeAll
    static void makeRoot() throws IOException, InterruptedException {
        root = TestRoot.directory();
    }

    private static Offer offer(String spec, BuildContext context) {
        PlatformProvider provider = ServiceLoader.load(PlatformProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.scheme().equals("rootfs"))
                .findFirst()
                .orElseThrow();
        return provider.offer(PlatformSpec.parse(spec), BuildRequest.of(TargetSystem.LINUX), context);
    }

    @Override
    protected Platform platform() {
        Offer offer = offer("rootfs:" + root, BuildContext.standard());
        assertThat(offer).isInstanceOf(Offer.Ready.class);
        return ((Offer.Ready) offer).platform();
    }

    private static String output(Workspace workspace, String script) throws InterruptedException {
        CollectedOutput output = new CollectedOutput();
        Command command = new Command(
                List.of(new Text("sh"), new Text("-c"), new Text(script)),
                Map.of("PATH", new Text("/usr/bin:/bin")),
                Place.of(Root.SOURCE),
                Optional.empty());
        Exit exit = workspace.start(command, Bindings.NONE, output).await();
        assertThat(exit.successful()).as("%s: %s", exit, output.err()).isTrue();
        return output.out();
    }

    @Test
    void inspectionSeesTheImageNotTheHost() {
        Inventory inventory = platform()
                .inspect(new Inspection(
                        Set.of("gcc", "mvn"), Set.of("/etc/nrnwheel-test", "/etc/machine-id"), List.of()));
        assertThat(inventory.distribution().id()).isEqualTo("debian");
        assertThat(inventory.distribution().version()).isEqualTo("13");
        assertThat(inventory.tools()).containsOnlyKeys("gcc");
        assertThat(inventory.paths()).containsExactly("/etc/nrnwheel-test");
        assertThat(inventory.interpreters()).extracting(Interpreter::abiTag).containsExactly("cp313");
        assertThat(inventory.image()).hasValueSatisfying(image -> {
            assertThat(image.name()).isEqualTo("nrnwheel/test:1");
            assertThat(image.digest()).isPresent();
        });
    }

    @Test
    void nothingOfTheImageCanBeChanged() throws InterruptedException {
        try (Workspace workspace = open("read-only", Optional.empty())) {
            String tried = output(workspace, """
                    for f in /etc/passwd /usr/bin/new /new /.nrnwheel/image.json; do
                        (echo x >>$f) 2>/dev/null && echo wrote $f
                    done
                    mount -o remount,bind,rw / 2>/dev/null && echo mounted
                    for d in /tmp /var/tmp /root /run; do echo x >$d/file || echo cannot write $d; done
                    """);
            assertThat(tried).isEmpty();
            assertThatThrownBy(() -> workspace.copyIn(root.resolve("etc/passwd"), Place.system("/etc/new")))
                    .isInstanceOf(PlatformException.class);
        }
        assertThat(root.resolve("new")).doesNotExist();
        assertThat(root.resolve("root/file")).doesNotExist();
        assertThat(root.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void jobsSeeTheSamePathsAndNoFileOfTheHost() throws InterruptedException {
        try (Workspace one = open("one", Optional.empty());
                Workspace two = open("two", Optional.empty())) {
            assertThat(output(one, "pwd; id -u")).isEqualTo("/root/nrn\n0\n").isEqualTo(output(two, "pwd; id -u"));
            assertThat(output(one, "test -e " + directory + " || echo hidden")).isEqualTo("hidden\n");
        }
    }

    @Test
    void whatACommandWritesBelongsToTheCaller() throws InterruptedException, IOException {
        try (Workspace workspace = open("owner", Optional.empty())) {
            output(workspace, "echo x >made");
            Path made = workspace.local(new Place(Root.SOURCE, "made")).orElseThrow();
            assertThat(made).hasContent("x\n");
            assertThat(Files.getOwner(made)).isEqualTo(Files.getOwner(directory));
        }
    }

    @Test
    void commandsCanBeAUserWhoIsNotRoot() throws InterruptedException, IOException {
        Offer offer = offer("rootfs:user=1000,root=" + root, BuildContext.standard());
        assertThat(offer).isInstanceOf(Offer.Ready.class);
        Platform user = ((Offer.Ready) offer).platform();
        try (Workspace workspace = user.open(request("user", Optional.empty()))) {
            assertThat(output(
                            workspace,
                            "id -u; grep CapEff /proc/self/status; echo x >made; mount -t tmpfs t /tmp 2>&1 || :"))
                    .startsWith("1000\nCapEff:\t0000000000000000\n")
                    .contains("mount:");
            Path made = workspace.local(new Place(Root.SOURCE, "made")).orElseThrow();
            assertThat(Files.getOwner(made)).isEqualTo(Files.getOwner(directory));
        }
        assertThatThrownBy(() -> offer("rootfs:user=me,root=" + root, BuildContext.standard()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("'me'");
        assertThatThrownBy(() -> offer("rootfs:cpus=2,root=" + root, BuildContext.standard()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("no setting 'cpus'");
    }

    @Test
    void linksOfTheImageLeadNowhereOutside() {
        try (Workspace workspace = open("links", Optional.empty())) {
            assertThat(workspace.local(Place.system("/usr/bin/python3")))
                    .hasValueSatisfying(
                            path -> assertThat(path).startsWith(root).isExecutable());
            assertThat(workspace.local(Place.system("/proc/self/root/etc/passwd")))
                    .hasValueSatisfying(path -> assertThat(path).doesNotExist());
        }
    }

    @Test
    void whatIsNoRootIsRefusedWithAReason() throws IOException {
        assertThat(refusal("rootfs")).contains("no root is named");
        assertThat(refusal("rootfs:/no/such")).contains("there is no root /no/such");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThat(refusal("rootfs:" + empty)).contains("has no directory /root");
        for (String name : List.of("root", "tmp", "proc", "dev")) {
            Files.createDirectory(empty.resolve(name));
        }
        assertThat(refusal("rootfs:" + empty)).contains("no process can be started");
    }

    private static String refusal(String spec) {
        return ((Offer.Refused) offer(spec, BuildContext.standard())).reason();
    }
}
