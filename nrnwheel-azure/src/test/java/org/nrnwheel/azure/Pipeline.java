package org.nrnwheel.azure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.nrnwheel.azure.fake.FakeAzure;
import org.nrnwheel.env.Environment;
import org.nrnwheel.env.Secret;

/** NEURON's pipeline on a server of this machine; waits are written down instead of waited. */
final class Pipeline implements AutoCloseable {
    final FakeAzure azure = new FakeAzure(Documents::check);
    final List<PipelineEvent> events = new ArrayList<>();
    final List<Duration> waits = new ArrayList<>();

    AzurePipelines pipeline() {
        return anonymous().token(Secret.of("TOKEN", FakeAzure.TOKEN));
    }

    AzurePipelines anonymous() {
        return AzurePipelines.organization("neuronsimulator")
                .project("nrn")
                .definition(1)
                .baseUrl(azure.url())
                .environment(
                        Environment.system().withVariables(Map.of("PATH", "/usr/bin:/bin", "HOME", "/nonexistent")))
                .onEvent(events::add)
                .paced(new Pace(Duration.ofSeconds(2), Duration.ofSeconds(20), waits::add));
    }

    <E extends PipelineEvent> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** A zip archive of files that do not compress. */
    static byte[] zip(Map<String, Integer> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, Integer> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(content(file.getKey(), file.getValue()));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] content(String name, int size) {
        byte[] content = new byte[size];
        new Random(name.hashCode()).nextBytes(content);
        return content;
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        azure.close();
        if (!azure.violations().isEmpty()) {
            throw new AssertionError(String.join("\n", azure.violations()));
        }
    }
}
