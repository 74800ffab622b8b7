package org.nrnwheel.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.PlatformProvider.Offer;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

@Timeout(60)
class ContainerPlatformProviderTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void withoutAnImageNeuronsOwnIsLookedFor() {
        Map<String, String> variables = Map.of("DOCKER_HOST", "unix://" + directory.resolve("none.sock"));
        assertThat(offer("container", variables))
                .satisfies(refused("no image is named", "NRNWHEEL_IMAGE"))
                .satisfies(refused("none.sock", "nrnwheel image pull neuronsimulator/neuron_wheel:latest-"));
    }

    @Test
    void gpuWheelsAreBuiltInNeuronsGpuImage() {
        Map<String, String> variables = Map.of("DOCKER_HOST", "unix://" + directory.resolve("none.sock"));
        BuildRequest gpu = BuildRequest.of(TargetSystem.LINUX).withFeature(BuildRequest.CORENEURON_GPU);
        assertThat(offer("container", variables, gpu))
                .satisfies(refused("no image is named", "nrnwheel image pull neuronsimulator/neuron_wheel_gpu:"));
    }

    @Test
    void wheelsForAnotherCpuAreBuiltInTheImageForThatCpu() {
        Map<String, String> variables = Map.of("DOCKER_HOST", "unix://" + directory.resolve("none.sock"));
        BuildRequest request =
                BuildRequest.of(TargetSystem.LINUX).withOptions(options -> options.architecture(Architecture.AARCH64));
        assertThat(offer("container", variables, request))
                .satisfies(refused("no image is named", "neuronsimulator/neuron_wheel:latest-aarch64"));
    }

    @Test
    void withoutAnEngineTheReasonNamesTheSocket() {
        Map<String, String> variables = Map.of("DOCKER_HOST", "unix://" + directory.resolve("none.sock"));
        assertThat(offer("container:image:1", variables)).satisfies(refused("none.sock", "DOCKER_HOST"));
    }

    @Test
    void anImageOfTheEnvironmentIsAsGoodAsANamedOne() {
        Map<String, String> variables =
                Map.of("NRNWHEEL_IMAGE", "image:1", "DOCKER_HOST", "unix://" + directory.resolve("none.sock"));
        assertThat(offer("container", variables)).satisfies(refused("none.sock", "DOCKER_HOST"));
    }

    @Test
    void anAddressForSshThatIsNoneIsRefused() {
        assertThat(offer("container:image:1", Map.of("DOCKER_HOST", "ssh://user@host?x=y")))
                .satisfies(refused("not an engine's address", "ssh://USER@HOST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not an address", "host:2375", "http//x", "ftp://x", "ssh://", "unix:x", "tcp:///x"})
    void anAddressThatIsNoneIsRefused(String address) {
        assertThat(offer("container:image:1", Map.of("DOCKER_HOST", address)))
                .satisfies(refused("DOCKER_HOST is not an engine's address: " + address, "tcp://HOST:PORT"));
    }

    @Test
    void anEngineThatDoesNotAnswerIsNotWaitedForLong() throws IOException {
        Path socket = directory.resolve("silent.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertThat(offer("container:image:1", Map.of("DOCKER_HOST", "unix://" + socket)))
                    .satisfies(refused("does not answer", "docker info"));
        }
    }

    @Test
    void macosWheelsAreNotBuiltInContainers() {
        Offer offer = new ContainerPlatformProvider()
                .offer(
                        PlatformSpec.parse("container:image:1"),
                        BuildRequest.of(TargetSystem.MACOS),
                        BuildContext.standard());
        assertThat(offer).satisfies(refused("containers build for linux", "machine"));
    }

    private Offer offer(String spec, Map<String, String> variables) {
        return offer(spec, variables, BuildRequest.of(TargetSystem.LINUX));
    }

    private Offer offer(String spec, Map<String, String> variables, BuildRequest request) {
        Environment environment =
                Environment.system().withVariables(variables).withVariable("HOME", directory.toString());
        return new ContainerPlatformProvider()
                .offer(
                        PlatformSpec.parse(spec),
                        request,
                        BuildContext.standard().withEnvironment(environment));
    }

    private static Consumer<Offer> refused(String reason, String remedy) {
        return offer -> {
            assertThat(offer).isInstanceOf(Offer.Refused.class);
            assertThat(((Offer.Refused) offer).reason()).contains(reason);
            assertThat(((Offer.Refused) offer).remedy()).contains(remedy);
        };
    }
}
