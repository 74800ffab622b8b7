package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Distribution;
import org.nrnwheel.request.TargetSystem;

/** Reads which distribution this is, by os-release(5) or macOS's {@code sw_vers}. */
final class DistributionReader {
    private static final List<Path> FILES = List.of(Path.of("/etc/os-release"), Path.of("/usr/lib/os-release"));

    private final Environment environment;
    private final Query query;

    DistributionReader(Environment environment, Query query) {
        this.environment = environment;
        this.query = query;
    }

    Distribution read() {
        if (HostSystem.of(environment).filter(TargetSystem.MACOS::equals).isPresent()) {
            String version =
                    query.output(List.of("/usr/bin/sw_vers", "-productVersion")).orElse("");
            return new Distribution("macos", "", version.strip());
        }
        return FILES.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .map(DistributionReader::read)
                .orElse(new Distribution("linux", "", ""));
    }

    private static Distribution read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            return new Distribution("linux", "", "");
        }
    }

    static Distribution parse(List<String> lines) {
        Map<String, String> fields = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                fields.put(
                        line.substring(0, equals),
                        unquote(line.substring(equals + 1).strip()));
            }
        }
        return new Distribution(
                fields.getOrDefault("ID", "linux"),
                fields.getOrDefault("ID_LIKE", ""),
                fields.getOrDefault("VERSION_ID", ""));
    }

    private static String unquote(String value) {
        boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
        return quoted && value.endsWith(value.substring(0, 1)) ? value.substring(1, value.length() - 1) : value;
    }
}
