package org.nrnwheel.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.nrnwheel.env.Secret;
import org.nrnwheel.json.Json;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.BuildPlan;
import org.nrnwheel.request.BuildRequest;

/**
 * What a finished wheel depends on, as one hash: the source's state, the recipe, the job with its steps and interpreter,
 * features and constraints, the environment, and the version of nrnwheel. The values of secrets are not in it.
 */
final class JobKey {
    /** How the index is reached, not what is in it: a changed proxy or certificate is no reason to build again. */
    private static final Set<String> ROUTES = Set.of(
            "http_proxy",
            "https_proxy",
            "all_proxy",
            "no_proxy",
            "ftp_proxy",
            "ssl_cert_file",
            "ssl_cert_dir",
            "requests_ca_bundle",
            "curl_ca_bundle",
            "pip_cert",
            "pip_proxy",
            "pip_trusted_host");

    private final String common;
    private final BuildPlan plan;
    private final Map<String, String> variables;
    private final Set<String> secrets;

    JobKey(BuildRequest request, BuildPlan plan, Map<String, String> variables, List<Secret> secrets, Path directory) {
        this.plan = plan;
        this.variables = variables;
        this.secrets = secrets.stream().map(Secret::name).collect(Collectors.toSet());
        this.common = Json.writeCompact(Json.object()
                .put("nrnwheel", LibraryVersion.get())
                .put("constraints", content(request.options().constraints().map(directory::resolve)))
                .set("features", Json.strings(request.features())));
    }

    /** Returns the hexadecimal SHA-256 of all that a job's wheel depends on. */
    String of(BuildJob job) {
        // A plan of this job alone, without what the machine happens to allow: how many jobs run at once.
        BuildPlan alone = new BuildPlan(
                plan.schema(),
                plan.recipe(),
                plan.platform(),
                plan.image(),
                plan.sourceState(),
                1,
                List.of(job),
                List.of());
        Map<String, String> environment = new TreeMap<>();
        for (String name : PlanVariables.of(job)) {
            environment.put(name, shown(name) ? variables.getOrDefault(name, "") : "");
        }
        return sha256(common + "\n" + alone.toJson() + "\n" + Json.writeCompact(Json.strings(environment)));
    }

    private boolean shown(String name) {
        return !secrets.contains(name) && !ROUTES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static String content(Optional<Path> file) {
        try {
            return file.isPresent() ? Files.readString(file.get()) : "";
        } catch (IOException e) {
            // The job that reads it will say so; no earlier wheel was made with a file that cannot be read.
            return "unreadable";
        }
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
