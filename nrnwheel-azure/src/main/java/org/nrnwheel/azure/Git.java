package org.nrnwheel.azure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nrnwheel.env.Environment;
import org.nrnwheel.platform.Exit.Outcome;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.run.host.HostLauncher;
import org.nrnwheel.run.host.Programs;
import org.nrnwheel.run.host.Query;

/** Runs git: it asks nobody for a password, and takes no other way than https, ssh and files. */
final class Git {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /** Which would lead it to another repository than the one that is named. */
    private static final List<String> MISLEADING = List.of(
            "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE");

    private final Query query;
    private final Map<String, String> variables;
    private final Path program;

    Git(Environment environment) {
        this.query = new Query(HostLauncher.of(environment));
        this.variables = new TreeMap<>(environment.variables());
        MISLEADING.forEach(variables::remove);
        AzurePipelines.tokenVariables().forEach(variables::remove);
        variables.putAll(Map.of("LC_ALL", "C", "GIT_TERMINAL_PROMPT", "0", "GIT_ALLOW_PROTOCOL", "https:ssh:file"));
        variables.putIfAbsent("GIT_SSH_COMMAND", "ssh -oBatchMode=yes");
        this.program = Programs.onSystem(environment, "git")
                .orElseThrow(() -> new InvalidRequestException(
                        "there is no git to look for the tag",
                        "Install git (on Debian and Ubuntu: apt-get install git)."));
    }

    /**
     * What came of it.
     *
     * @param code its exit code, -1 when it did not exit
     * @param out what it printed
     * @param error the last line of its errors
     */
    record Result(int code, String out, String error) {
        boolean good() {
            return code == 0;
        }
    }

    Result run(String... words) {
        List<String> argv = new ArrayList<>(List.of(program.toString()));
        argv.addAll(List.of(words));
        try {
            Query.Result result = query.run(argv, variables, Optional.of(LIMIT));
            if (Thread.interrupted()) {
                throw AzureException.interrupted(new InterruptedException());
            }
            int code = result.exit().outcome() == Outcome.EXITED ? result.exit().code() : -1;
            return new Result(code, result.out(), last(result));
        } catch (IOException e) {
            return new Result(-1, "", String.valueOf(e.getMessage()));
        }
    }

    private static String last(Query.Result result) {
        return result.err()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> line(first, second))
                .orElse(result.exit().toString());
    }

    /** The first "fatal" says most; what follows it is advice. */
    private static String line(String first, String second) {
        return first.startsWith("fatal") || first.startsWith("error") ? first : second;
    }
}
