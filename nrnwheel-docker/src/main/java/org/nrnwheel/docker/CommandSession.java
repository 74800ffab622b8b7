package org.nrnwheel.docker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.nrnwheel.platform.PlatformException;

/**
 * The processes of one command in a container. The engine gives each command a session of its own but cannot end it, so the
 * command writes its id down and another command ends all that belongs to it. Safe for use by several threads.
 */
final class CommandSession {
    private static final System.Logger LOG = System.getLogger("org.nrnwheel.docker");
    private static final int GRACE_SECONDS = 5;

    /** Its arguments are the file for the id, and those of env. What shells add to the environment goes again. */
    private static final String START = """
            run=$1
            shift
            echo $$ >"$run"
            [ ! -e "$run.cancel" ] || exit 143
            exec /usr/bin/env -u PWD -u OLDPWD -u SHLVL -u _ "$@"
            """;

    /** Its arguments are the file with the id and the seconds between asking and killing. */
    private static final String END = """
            run=$1
            seconds=$2
            : >"$run.cancel"
            [ -s "$run" ] || exit 0
            read -r session <"$run"
            members() {
                found=' '
                more=yes
                while [ $more = yes ]; do
                    more=no
                    for stat in /proc/[0-9]*/stat; do
                        { read -r line <"$stat"; } 2>/dev/null || continue
                        id=${line%% *}
                        case $found in *" $id "*) continue ;; esac
                        set -- ${line##*) }
                        case $1 in Z | X) continue ;; esac
                        mine=no
                        [ "$4" != "$session" ] || mine=yes
                        case $found in *" $2 "*) mine=yes ;; esac
                        if [ $mine = yes ]; then
                            found="$found$id "
                            more=yes
                        fi
                    done
                done
            }
            asked=' '
            round=0
            while [ $round -lt $((seconds * 20)) ]; do
                members
                [ "$found" != ' ' ] || exit 0
                for id in $found; do
                    case $asked in *" $id "*) continue ;; esac
                    kill -TERM "$id" 2>/dev/null
                    asked="$asked$id "
                done
                sleep 0.05
                round=$((round + 1))
            done
            round=0
            while [ $round -lt 200 ]; do
                members
                [ "$found" != ' ' ] || exit 0
                kill -KILL $found 2>/dev/null
                sleep 0.05
                round=$((round + 1))
            done
            exit 0
            """;

    /** Prints how often the kernel killed for want of memory; cgroups of either version. */
    private static final String MEMORY = """
            cat /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control 2>/dev/null |
                while read -r name count; do
                    [ "$name" != oom_kill ] || echo "$count"
                done
            """;

    private final JobContainer container;
    private final String name;
    private final AtomicLong memoryKillsBefore;

    CommandSession(JobContainer container, String name, AtomicLong memoryKillsBefore) {
        this.container = container;
        this.name = name;
        this.memoryKillsBefore = memoryKillsBefore;
    }

    String name() {
        return name;
    }

    private String file() {
        return ContainerPaths.RUN + "/" + name;
    }

    /**
     * Wraps a command: its environment is whole then.
     *
     * @param argv the command
     * @param environment its environment, which the engine sets
     * @param present names of variables that the image and the engine set besides
     */
    List<String> wrap(List<String> argv, Map<String, String> environment, Set<String> present) {
        List<String> wrapped = new ArrayList<>(List.of("/bin/sh", "-c", START, "nrnwheel", file()));
        Set<String> unwanted = new TreeSet<>(present);
        unwanted.addAll(Set.of("HOME", "HOSTNAME", "TERM", "container"));
        unwanted.removeAll(environment.keySet());
        unwanted.forEach(variable -> wrapped.addAll(List.of("-u", variable)));
        wrapped.addAll(argv);
        return wrapped;
    }

    /** Ends all that belongs to the command, and returns when nothing of it runs or nothing helps. */
    void end() {
        try {
            container.run(
                    List.of("/bin/sh", "-c", END, "nrnwheel", file(), Integer.toString(GRACE_SECONDS)), List.of());
        } catch (PlatformException e) {
            LOG.log(System.Logger.Level.DEBUG, "the container went before the command was ended", e);
        }
    }

    /** Whether the kernel killed for want of memory since it was last asked. */
    boolean memoryKills() {
        try {
            long now = container
                    .run(List.of("/bin/sh", "-c", MEMORY), List.of())
                    .lines()
                    .filter(line -> line.matches("\\d{1,18}"))
                    .mapToLong(Long::parseLong)
                    .sum();
            return memoryKillsBefore.getAndSet(now) < now;
        } catch (PlatformException e) {
            LOG.log(System.Logger.Level.DEBUG, "the container went before it could be asked", e);
            return false;
        }
    }
}
