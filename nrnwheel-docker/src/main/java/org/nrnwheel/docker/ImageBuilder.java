package org.nrnwheel.docker;

import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.model.BuildResponseItem;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;
import org.nrnwheel.run.host.ImageArchitecture;

/** Builds one image by the engine. Used once. */
final class ImageBuilder {
    private final Engine engine;
    private final ImageBuild build;
    private final String name;

    ImageBuilder(Engine engine, ImageBuild build, String name) {
        this.engine = engine;
        this.build = build;
        this.name = ImageName.parse(name).withTag();
    }

    void build(Consumer<String> progress) {
        TarSource.send(
                archive -> build(archive, progress),
                tar -> tar.tree(build.context().toRealPath(), Set.of(), ""));
    }

    private void build(InputStream archive, Consumer<String> progress) {
        EngineProgress<BuildResponseItem> heard = new EngineProgress<>(progress);
        BuildImageCmd command = engine.client()
                .buildImageCmd(archive)
                .withDockerfilePath(build.dockerfile())
                .withTags(Set.of(name));
        build.arguments().forEach(command::withBuildArg);
        build.architecture().ifPresent(cpu -> command.withPlatform(ImageArchitecture.platform(cpu)));
        engine.call("build " + name, () -> command.exec(heard));
        heard.awaitEnd("build " + name, ImageName.DOCKER_HUB);
    }
}
