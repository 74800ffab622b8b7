package org.nrnwheel.run.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.plan.Distribution;
import org.nrnwheel.plan.ImageReference;
import org.nrnwheel.plan.Inspection;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.plan.Inventory;
import org.nrnwheel.plan.Machine;
import org.nrnwheel.plan.Tool;
import org.nrnwheel.platform.PlatformException;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.run.host.InterpreterFinder.Origin;
import org.nrnwheel.tag.Architecture;

/**
 * Looks at a Linux system that this JVM does not see, a container or an image root, by one shell script that runs there. It
 * reads and asks for versions; it writes nothing. Stateless.
 */
public final class ShellInspection {
    private static final long KIBIBYTE = 1024;
    private static final Pattern RECORD = Pattern.compile("\u001e");
    private static final Pattern FIELD = Pattern.compile("\u001f");

    /** Its arguments are the question of interpreters, and what to look for as KIND:NAME. It needs sh and coreutils. */
    private static final String SCRIPT = """
            question=$1
            shift
            record() {
                printf '%s\\037' "$@"
                printf '\\036'
            }
            seen=
            python() {
                [ -x "$2" ] || return 0
                real=$(readlink -f "$2") || return 0
                case ":$seen:" in *":$real:"*) return 0 ;; esac
                seen=$seen:$real
                answer=$("$2" -I -B -c "$question" 2>/dev/null </dev/null) || return 0
                record python "$1" "$2" "$real" "$answer"
            }
            tool() {
                path=$(command -v "$1") || return 0
                version=
                [ "$2" = no ] || version=$("$path" --version 2>/dev/null </dev/null | head -n 3)
                record tool "$1" "$path" "$version"
            }
            present() {
                IFS=
                for found in $1; do
                    [ -e "$found" ] || continue
                    record path "$1"
                    break
                done
                unset IFS
            }
            for wanted in "$@"; do
                case $wanted in
                    path:*) present "${wanted#path:}" ;;
                    tool:*) tool "${wanted#tool:}" no ;;
                    version:*) tool "${wanted#version:}" yes ;;
                    python:*) python given "${wanted#python:}" ;;
                esac
            done
            for found in /opt/python/*/bin/python; do
                python manylinux "$found"
            done
            IFS=:
            for directory in $PATH; do
                for found in "$directory"/python3.[0-9][0-9] "$directory"/python3.[0-9][0-9]t \
                    "$directory"/python3.[0-9] "$directory"/python3 "$directory"/pypy3; do
                    python path "$found"
                done
            done
            unset IFS
            memory=
            while read -r name value unit; do
                [ "$name" != MemTotal: ] || memory=$value
            done 2>/dev/null </proc/meminfo
            record system "$(uname -m)" "$(nproc 2>/dev/null || echo 1)" \
                "$memory" \
                "$(cat /etc/os-release 2>/dev/null || cat /usr/lib/os-release 2>/dev/null)"
            """;

    private ShellInspection() {}

    /**
     * Writes the command that looks. Its standard output is what {@link #read} takes.
     *
     * @param inspection what to look for
     * @return the program and its arguments; it needs {@code PATH} as commands will have it
     */
    public static List<String> argv(Inspection inspection) {
        List<String> argv =
                new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "nrnwheel-inspect", InterpreterQuery.SCRIPT));
        inspection.paths().forEach(path -> argv.add("path:" + path));
        inspection
                .tools()
                .forEach(tool -> argv.add((HostInspector.VERSIONED.contains(tool) ? "version:" : "tool:") + tool));
        inspection.interpreters().forEach(path -> argv.add("python:" + path));
        return argv;
    }

    /**
     * Reads what the command printed.
     *
     * @param output its standard output
     * @param platform the platform's name
     * @param passedOn names of the variables that the platform passes on
     * @param image the image, for a container
     * @param machine what the command ran on
     * @return what is there
     * @throws PlatformException when the output is none of that command, or the CPU is unknown
     */
    public static Inventory read(
            String output, String platform, Set<String> passedOn, Optional<ImageReference> image, Machine machine) {
        List<Interpreter> interpreters = new ArrayList<>();
        Map<String, Tool> tools = new TreeMap<>();
        Set<String> paths = new TreeSet<>();
        List<String> system = List.of();
        for (String record : RECORD.splitAsStream(output).toList()) {
            List<String> fields = List.of(FIELD.split(record, -1));
            switch (fields.get(0)) {
                case "path" -> paths.add(fields.get(1));
                case "tool" -> tools.put(fields.get(1), new Tool(fields.get(1), fields.get(2), version(fields.get(3))));
                case "python" -> interpreter(fields).ifPresent(interpreters::add);
                case "system" -> system = fields;
                default -> {
                    // A program that was asked for its version printed beside its answer.
                }
            }
        }
        if (system.size() < 5) {
            throw new PlatformException(
                    "the system did not answer as asked: '" + output.strip() + "'",
                    "See to it that it has /bin/sh and coreutils.",
                    null);
        }
        Architecture architecture = architecture(system.get(1));
        return new Inventory(
                platform,
                TargetSystem.LINUX,
                architecture,
                Math.max(1, Integer.parseInt(system.get(2).strip())),
                memory(system.get(3).strip()),
                DistributionReader.parse(system.get(4).lines().toList()),
                sorted(interpreters),
                tools,
                paths,
                passedOn,
                image,
                machine.running(architecture));
    }

    /**
     * Makes the inventory of a system whose programs do not run: only what is known without them is in it.
     *
     * @param architecture the CPU that its programs are for
     * @param platform the platform's name
     * @param passedOn names of the variables that the platform passes on
     * @param image the image
     * @param machine what does not run them
     * @return the inventory
     */
    public static Inventory notRunning(
            Architecture architecture,
            String platform,
            Set<String> passedOn,
            Optional<ImageReference> image,
            Machine machine) {
        return new Inventory(
                platform,
                TargetSystem.LINUX,
                architecture,
                1,
                OptionalLong.empty(),
                new Distribution("", "", ""),
                List.of(),
                Map.of(),
                Set.of(),
                passedOn,
                image,
                machine);
    }

    private static Optional<Interpreter> interpreter(List<String> fields) {
        Origin origin = switch (fields.get(1)) {
            case "given" -> Origin.GIVEN;
            case "manylinux" -> Origin.MANYLINUX;
            default -> Origin.PATH;
        };
        return InterpreterQuery.read(fields.get(4), Path.of(fields.get(2)), Path.of(fields.get(3)), origin);
    }

    private static List<Interpreter> sorted(List<Interpreter> interpreters) {
        Comparator<Interpreter> order = InterpreterFinder.order();
        return interpreters.stream().sorted(order).toList();
    }

    private static String version(String text) {
        Matcher matcher = HostInspector.VERSION.matcher(text);
        return matcher.find() ? matcher.group() : "";
    }

    private static OptionalLong memory(String kibibytes) {
        return kibibytes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(kibibytes) * KIBIBYTE);
    }

    private static Architecture architecture(String machine) {
        return Architecture.find(machine.strip())
                .orElseThrow(() -> new PlatformException(
                        "the system's CPU is unknown: " + machine,
                        "Take an image of a CPU that wheels are made for.",
                        null));
    }
}
