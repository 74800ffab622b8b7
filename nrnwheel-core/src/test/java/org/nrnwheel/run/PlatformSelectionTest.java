package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.platform.BuildContext;
import org.nrnwheel.platform.NoPlatformException;
import org.nrnwheel.platform.Platform;
import org.nrnwheel.platform.PlatformProvider;
import org.nrnwheel.platform.Workspace;
import org.nrnwheel.platform.WorkspaceRequest;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.PlatformSpec;
import org.nrnwheel.request.TargetSystem;

class PlatformSelectionTest {
    private static final BuildRequest REQUEST = BuildRequest.of(TargetSystem.LINUX);

    @TempDir
    Path directory;

    /** A platform that is only a name. */
    record Named(PlatformSpec spec) implements Platform {
        @Override
        public Inventory inspect(Inspection inspection) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Workspace open(WorkspaceRequest request) {
            throw new UnsupportedOperationException();
        }
    }

    /** Offers a platform that nobody gets who does not name it. */
    private static final class Cluster implements PlatformProvider {
        @Override
        public String scheme() {
            return "slurm";
        }

        @Override
        public int priority() {
            return -1;
        }

        @Override
        public Offer offer(PlatformSpec spec, BuildRequest request, BuildContext context) {
            return new Offer.Ready(new Named(spec));
        }
    }

    /** Is never here. */
    private static final class Absent implements PlatformProvider {
        @Override
        public String scheme() {
            return "absent";
        }

        @Override
        public int priority() {
            return 10;
        }

        @Override
        public Offer offer(PlatformSpec spec, BuildRequest request, BuildContext context) {
            return new Offer.Refused("no engine runs", "start one");
        }
    }

    /** Answers for the services file with other providers; everything else is this class's loader's. */
    private static final class Services extends ClassLoader {
        private final String providers;

        Services(String providers) {
            super(PlatformSelectionTest.class.getClassLoader());
            this.providers = providers;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            if (!name.startsWith("META-INF/services/")) {
                return super.getResources(name);
            }
            return Collections.enumeration(List.of(new URL(null, "services:" + name, new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(providers.getBytes(StandardCharsets.UTF_8));
                        }
                    };
                }
            })));
        }
    }

    private BuildContext context(ClassLoader loader) {
        return new PlanBench(directory).context().withClassLoader(loader);
    }

    private PlatformSpec chosen(BuildRequest request, PlatformProvider... providers) {
        return PlatformSelection.select(request, new PlanBench(directory).context(), List.of(providers))
                .spec();
    }

    @Test
    void aGivenPlatformEndsTheSearch() {
        Platform given = new Named(new PlatformSpec("mine", Map.of()));

        assertThat(PlatformSelection.select(
                        REQUEST, context(new Services("no.such.Class")).withPlatform(given)))
                .isSameAs(given);
    }

    @Test
    void aPlatformOfNegativePriorityIsTakenOnlyByName() {
        PlatformSpec spec = PlatformSpec.parse("slurm:partition=prod");

        assertThat(chosen(REQUEST.withPlatform(spec), new Absent(), new Cluster()))
                .isEqualTo(spec);
        assertThatThrownBy(() -> chosen(REQUEST, new Cluster())).isInstanceOf(NoPlatformException.class);
    }

    @Test
    void namesEveryPlatformThatWasAskedWithItsReason() {
        assertThatThrownBy(() -> chosen(REQUEST, new Absent(), new Cluster()))
                .isInstanceOf(NoPlatformException.class)
                .hasMessageContaining("absent: no engine runs (start one)");
        assertThatThrownBy(() -> chosen(REQUEST.withPlatform(PlatformSpec.parse("absent:x")), new Absent()))
                .isInstanceOf(NoPlatformException.class)
                .hasMessageContaining("'absent:x' cannot be used");
    }

    @Test
    void aProviderThatDoesNotLoadIsAReasonWithItsCause() {
        BuildRequest request = REQUEST.withPlatform(PlatformSpec.parse("container:x"));

        assertThatThrownBy(() -> PlatformSelection.select(request, context(new Services("no.such.Class"))))
                .isInstanceOf(NoPlatformException.class)
                .hasMessageContaining("no.such.Class")
                .hasMessageContaining("this build of nrnwheel has no platform 'container'");
    }

    @Test
    void unknownSchemesAreRefusedByName() {
        assertThatThrownBy(() -> chosen(REQUEST.withPlatform(PlatformSpec.parse("moon")), new Cluster()))
                .isInstanceOf(NoPlatformException.class)
                .hasMessageContaining("there is no platform 'moon'");
    }
}
