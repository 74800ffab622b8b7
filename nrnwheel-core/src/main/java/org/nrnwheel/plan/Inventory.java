package org.nrnwheel.plan;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

/**
 * What a platform has: all that a planner may know of it. A value that round-trips through JSON, so absent machines can be
 * planned for. Immutable.
 *
 * @param platform the platform's name, e.g. {@code host}
 * @param system its operating system
 * @param architecture the CPU of its programs; they run if {@code machine} runs them
 * @param processors how many processors commands may use, at least 1
 * @param memory how many bytes of memory the machine has for all jobs together; nothing when that is unknown
 * @param distribution its distribution
 * @param interpreters its Pythons, best first for each ABI tag
 * @param tools its programs by name, of those that were asked for
 * @param paths the absolute paths and patterns that exist, of those that were asked for
 * @param passedOn names of environment variables that commands get from the platform as they are: proxies,
 *     certificates, package indexes
 * @param image the image, for container platforms
 * @param machine what carries its programs out
 */
public record Inventory(
        String platform,
        TargetSystem system,
        Architecture architecture,
        int processors,
        OptionalLong memory,
        Distribution distribution,
        List<Interpreter> interpreters,
        Map<String, Tool> tools,
        Set<String> paths,
        Set<String> passedOn,
        Optional<ImageReference> image,
        Machine machine) {
    /**
     * Copies what can change.
     */
    public Inventory {
        interpreters = List.copyOf(interpreters);
        tools = Collections.unmodifiableMap(new TreeMap<>(tools));
        paths = Collections.unmodifiableSet(new TreeSet<>(paths));
        passedOn = Collections.unmodifiableSet(new TreeSet<>(passedOn));
    }

    /**
     * Makes an inventory of a platform whose programs are of the machine's own CPU.
     *
     * @param platform the platform's name
     * @param system its operating system
     * @param architecture its CPU
     * @param processors how many processors commands may use
     * @param memory how many bytes of memory the machine has, where that is known
     * @param distribution its distribution
     * @param interpreters its Pythons, best first for each ABI tag
     * @param tools its programs by name
     * @param paths the absolute paths that exist
     * @param passedOn names of environment variables that commands get as they are
     * @param image the image, for container platforms
     */
    public Inventory(
            String platform,
            TargetSystem system,
            Architecture architecture,
            int processors,
            OptionalLong memory,
            Distribution distribution,
            List<Interpreter> interpreters,
            Map<String, Tool> tools,
            Set<String> paths,
            Set<String> passedOn,
            Optional<ImageReference> image) {
        this(
                platform,
                system,
                architecture,
                processors,
                memory,
                distribution,
                interpreters,
                tools,
                paths,
                passedOn,
                image,
                Machine.of(architecture));
    }

    /**
     * Makes this inventory with another number of processors.
     *
     * @param count at least 1
     * @return the changed inventory
     */
    public Inventory withProcessors(int count) {
        return new Inventory(
                platform,
                system,
                architecture,
                count,
                memory,
                distribution,
                interpreters,
                tools,
                paths,
                passedOn,
                image,
                machine);
    }

    /**
     * Makes this inventory with other programs.
     *
     * @param changed the programs by name
     * @return the changed inventory
     */
    public Inventory withTools(Map<String, Tool> changed) {
        return new Inventory(
                platform,
                system,
                architecture,
                processors,
                memory,
                distribution,
                interpreters,
                changed,
                paths,
                passedOn,
                image,
                machine);
    }

    /**
     * Makes this inventory with other paths.
     *
     * @param changed the paths that exist
     * @return the changed inventory
     */
    public Inventory withPaths(Set<String> changed) {
        return new Inventory(
                platform,
                system,
                architecture,
                processors,
                memory,
                distribution,
                interpreters,
                tools,
                changed,
                passedOn,
                image,
                machine);
    }

    /**
     * Makes this inventory with another machine.
     *
     * @param changed what carries its programs out
     * @return the changed inventory
     */
    public Inventory withMachine(Machine changed) {
        return new Inventory(
                platform,
                system,
                architecture,
                processors,
                memory,
                distribution,
                interpreters,
                tools,
                paths,
                passedOn,
                image,
                changed);
    }

    /**
     * Finds a program.
     *
     * @param name its name
     * @return the program, or nothing when it is missing
     */
    public Optional<Tool> tool(String name) {
        return Optional.ofNullable(tools.get(name));
    }

    /**
     * Says whether a path exists.
     *
     * @param path an absolute path or pattern that was asked for
     * @return whether it does
     */
    public boolean has(String path) {
        return paths.contains(path);
    }

    /**
     * Writes this inventory as JSON.
     *
     * @return a document that {@link #fromJson} reads
     */
    public String toJson() {
        return InventoryJson.write(this);
    }

    /**
     * Reads an inventory.
     *
     * @param json a document that {@link #toJson} wrote
     * @return the inventory
     * @throws org.nrnwheel.error.WheelException code {@code invalid-json} when it is none
     */
    public static Inventory fromJson(String json) {
        return InventoryJson.read(json);
    }
}
