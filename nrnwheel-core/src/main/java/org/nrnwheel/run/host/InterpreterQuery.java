package org.nrnwheel.run.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.nrnwheel.env.Environment;
import org.nrnwheel.json.InvalidJsonException;
import org.nrnwheel.json.Json;
import org.nrnwheel.json.JsonReader;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.run.host.InterpreterFinder.Origin;
import org.nrnwheel.tag.Architecture;

/** Asks one interpreter what it is. */
final class InterpreterQuery {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern NOT_IN_TAG = Pattern.compile("[-. ]");
    /** Runs on every Python 3; isolated (-I), and without writing bytecode (-B). */
    static final String SCRIPT = """
            import json, os, platform, struct, sys, sysconfig
            include = sysconfig.get_paths()["include"]
            print(json.dumps({
                "version": platform.python_version(),
                "implementation": sys.implementation.name,
                "major": sys.version_info[0],
                "minor": sys.version_info[1],
                "soabi": sysconfig.get_config_var("SOABI") or "",
                "platform": sysconfig.get_platform(),
                "machine": platform.machine(),
                "bits": struct.calcsize("P") * 8,
                "headers": os.path.isfile(os.path.join(include, "Python.h")),
                "venv": sys.prefix != sys.base_prefix,
            }))
            """;

    private final Query query;

    InterpreterQuery(Environment environment) {
        this.query = new Query(environment);
    }

    /** Asks; what does not answer in 10 seconds, or not what is asked, is none. */
    Optional<Interpreter> ask(Path executable, Origin origin) {
        return query.output(List.of(executable.toString(), "-I", "-B", "-c", SCRIPT), LIMIT)
                .flatMap(answer -> read(answer, executable, origin));
    }

    static Optional<Interpreter> read(String answer, Path executable, Origin origin) {
        return read(answer, executable, real(executable), origin);
    }

    /** Reads an answer of an interpreter whose real path is known. */
    static Optional<Interpreter> read(String answer, Path executable, Path real, Origin origin) {
        try {
            JsonReader json = Json.read(answer, executable.toString());
            String platform = platform(json);
            Path lasting = lasting(json, executable, real, origin);
            return architecture(json, platform).map(cpu -> interpreter(json, platform, cpu, lasting, origin));
        } catch (InvalidJsonException e) {
            return Optional.empty();
        }
    }

    private static Interpreter interpreter(
            JsonReader json, String platform, Architecture cpu, Path executable, Origin origin) {
        int major = (int) json.number("major");
        int minor = (int) json.number("minor");
        String implementation = json.string("implementation");
        String python = prefix(implementation) + major + minor;
        return new Interpreter(
                executable.toString(),
                implementation,
                json.string("version"),
                major,
                minor,
                python,
                abi(implementation, json.string("soabi"), python),
                platform,
                cpu,
                json.bool("headers"),
                origin.token());
    }

    /** A virtual environment on PATH stands for the interpreter that made it; it may be gone tomorrow. */
    private static Path lasting(JsonReader json, Path executable, Path real, Origin origin) {
        return json.bool("venv") && origin != Origin.GIVEN ? real : executable;
    }

    private static Path real(Path executable) {
        try {
            return executable.toRealPath();
        } catch (IOException e) {
            return executable;
        }
    }

    private static String prefix(String implementation) {
        return switch (implementation) {
            case "cpython" -> "cp";
            case "pypy" -> "pp";
            default -> implementation;
        };
    }

    /** The ABI tag as PEP 425's tools make it of SOABI: {@code cpython-37m-x86_64-linux-gnu} is {@code cp37m}. */
    private static String abi(String implementation, String soabi, String python) {
        List<String> parts = Pattern.compile("-").splitAsStream(soabi).toList();
        if (implementation.equals("cpython") && parts.size() > 1 && parts.get(0).equals("cpython")) {
            return "cp" + parts.get(1);
        }
        if (implementation.equals("pypy") && parts.size() > 1) {
            return tag(parts.get(0) + "_" + parts.get(1));
        }
        return soabi.isEmpty() || implementation.equals("cpython")
                ? python
                : tag(String.join("_", parts.subList(0, Math.min(3, parts.size()))));
    }

    /** A 32-bit Python on a 64-bit kernel names the kernel's CPU. */
    private static String platform(JsonReader json) {
        String platform = tag(json.string("platform"));
        if (json.number("bits") == Integer.SIZE) {
            return platform.replace("linux_x86_64", "linux_i686").replace("linux_aarch64", "linux_armv7l");
        }
        return platform;
    }

    private static Optional<Architecture> architecture(JsonReader json, String platform) {
        return platform.startsWith("linux_")
                ? Architecture.find(platform.substring("linux_".length()))
                : Architecture.find(json.string("machine"));
    }

    private static String tag(String text) {
        return NOT_IN_TAG.matcher(text).replaceAll("_");
    }
}
