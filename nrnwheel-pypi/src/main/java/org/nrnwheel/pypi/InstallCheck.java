package org.nrnwheel.pypi;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.nrnwheel.IndexInstaller;
import org.nrnwheel.index.SimpleIndex;
import org.nrnwheel.net.Origin;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.tag.WheelName;

/** Installs what was published as a user does, and compares what is there with our wheel. Used by one thread, once. */
final class InstallCheck {
    private final PublishSettings settings;
    private final BuildContext context;
    private final Optional<Credentials> credentials;

    InstallCheck(PublishSettings settings, BuildContext context, Optional<Credentials> credentials) {
        this.settings = settings;
        this.context = context;
        this.credentials = credentials;
    }

    /** Installs each version of each project once; gives the names of the wheels that were installed. */
    List<String> run(String python, List<Path> wheels) throws IOException {
        Map<String, List<Path>> releases = new LinkedHashMap<>();
        for (Path wheel : wheels) {
            WheelName name = WheelName.parse(String.valueOf(wheel.getFileName()));
            releases.computeIfAbsent(name.project() + "==" + name.version(), any -> new ArrayList<>())
                    .add(wheel);
        }
        List<String> installed = new ArrayList<>();
        for (Map.Entry<String, List<Path>> release : releases.entrySet()) {
            String[] pair = release.getKey().split("==", 2);
            installed.add(install(python, pair[0], pair[1], release.getValue()));
        }
        return installed;
    }

    private String install(String python, String project, String version, List<Path> wheels) throws IOException {
        Path scratch = Files.createTempDirectory(context.environment().temporaryDirectory(), "nrnwheel-publish");
        try {
            SimpleIndex ours = SimpleIndex.at(scratch.resolve("ours"));
            wheels.forEach(ours::add);
            IndexInstaller installer =
                    IndexInstaller.from(ours).with(context).python(python).servedAt(url());
            return settings.certificates()
                    .map(installer::certificates)
                    .orElse(installer)
                    .install(project, version, scratch.resolve("environment"))
                    .wheel()
                    .fileName();
        } finally {
            remove(scratch);
        }
    }

    /** The installer takes the user out again and gives it to pip by its environment. */
    private URI url() {
        URI index = settings.repository().indexUrl();
        if (credentials.isEmpty()
                || !Origin.of(index).equals(Origin.of(settings.repository().uploadUrl()))) {
            return index;
        }
        String user = credentials.get().username() + ":"
                + credentials.get().password().reveal();
        try {
            return new URI(index.getScheme(), user, index.getHost(), index.getPort(), index.getPath(), null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the parts of a URL make none", null);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
