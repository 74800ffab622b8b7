package org.nrnwheel.run.host;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.nrnwheel.env.Environment;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.platform.PlatformException;

/** Looks at this host; reads only, and runs queries that print versions. */
final class HostInspector {
    /** Programs whose versions count; asking every program would cost time and tell nothing. */
    static final Set<String> VERSIONED = Set.of("uv", "cmake", "gcc", "ccache", "ninja");

    static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)+");

    private final Environment environment;
    private final Query query;

    HostInspector(Environment environment) {
        this.environment = environment;
        this.query = new Query(environment);
    }

    Inventory inspect(String platform, Inspection inspection) {
        Map<String, Tool> tools = new TreeMap<>();
        Parallel.map("tool", inspection.tools().stream().toList(), this::tool)
                .forEach(found -> found.ifPresent(tool -> tools.put(tool.name(), tool)));
        return new Inventory(
                platform,
                HostSystem.of(environment).orElseThrow(() -> unknown("os.name")),
                HostSystem.architecture(environment).orElseThrow(() -> unknown("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                HostSystem.memory(),
                new DistributionReader(environment, query).read(),
                new InterpreterFinder(environment).find(inspection.interpreters()),
                tools,
                inspection.paths().stream().filter(PathPattern::exists).collect(Collectors.toSet()),
                PassedOn.names(environment),
                Optional.empty(),
                Emulation.machine(environment).orElseThrow(() -> unknown("os.arch")));
    }

    private Optional<Tool> tool(String name) {
        return Programs.onPath(environment, name).map(path -> new Tool(name, path.toString(), version(name, path)));
    }

    private String version(String name, Path path) {
        if (!VERSIONED.contains(name)) {
            return "";
        }
        return query.output(List.of(path.toString(), "--version"))
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .orElse("");
    }

    private PlatformException unknown(String property) {
        return new PlatformException(
                "this host is unknown: " + property + " is '" + environment.property(property) + "'",
                "Build on Linux or macOS, on a CPU that wheels are made for.",
                null);
    }
}
