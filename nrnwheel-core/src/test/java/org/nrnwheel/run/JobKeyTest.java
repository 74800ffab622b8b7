package org.nrnwheel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.env.Secret;
import org.nrnwheel.plan.BuildJob;
import org.nrnwheel.plan.RunStep;
import org.nrnwheel.plan.Variable;
import org.nrnwheel.request.BuildRequest;
import org.nrnwheel.request.TargetSystem;

class JobKeyTest {
    private static final BuildRequest REQUEST = BuildRequest.of(TargetSystem.LINUX);

    @TempDir
    Path directory;

    @Test
    void isTheSameForTheSameJobHoweverManyRunAtOnce() {
        BuildJob job = Bench.wheelJob("cp311");
        String alone = key(REQUEST, 1, job, Map.of(), List.of());
        assertThat(key(REQUEST, 4, job, Map.of(), List.of())).isEqualTo(alone).hasSize(64);
    }

    @Test
    void changesWithStepsInterpreterFeaturesAndConstraints() throws IOException {
        Files.writeString(directory.resolve("c.txt"), "numpy==1");
        BuildRequest constrained = REQUEST.withOptions(draft -> draft.constraints(Path.of("c.txt")));
        BuildJob job = Bench.wheelJob("cp311");
        String first = key(constrained, 1, job, Map.of(), List.of());
        Files.writeString(directory.resolve("c.txt"), "numpy==2");

        assertThat(List.of(
                        first,
                        key(constrained, 1, job, Map.of(), List.of()),
                        key(REQUEST, 1, job, Map.of(), List.of()),
                        key(REQUEST.withFeature("coreneuron"), 1, job, Map.of(), List.of()),
                        key(REQUEST, 1, Bench.wheelJob("cp312"), Map.of(), List.of()),
                        key(REQUEST, 1, Bench.job("cp311", Bench.build("other")), Map.of(), List.of())))
                .doesNotHaveDuplicates();
    }

    @Test
    void changesWithTheIndexButNotWithTheWayToItNorWithASecret() {
        BuildJob index = job("PIP_INDEX_URL");
        assertThat(key(REQUEST, 1, index, Map.of("PIP_INDEX_URL", "a"), List.of()))
                .isNotEqualTo(key(REQUEST, 1, index, Map.of("PIP_INDEX_URL", "b"), List.of()));
        BuildJob proxy = job("HTTPS_PROXY");
        assertThat(key(REQUEST, 1, proxy, Map.of("HTTPS_PROXY", "a"), List.of()))
                .isEqualTo(key(REQUEST, 1, proxy, Map.of("HTTPS_PROXY", "b"), List.of()));
        BuildJob secret = job("TOKEN");
        List<Secret> secrets = List.of(Secret.of("TOKEN", "aaaa"));
        assertThat(key(REQUEST, 1, secret, Map.of("TOKEN", "aaaa"), secrets))
                .isEqualTo(key(REQUEST, 1, secret, Map.of("TOKEN", "bbbb"), secrets));
    }

    private static BuildJob job(String variable) {
        return Bench.job("cp311", new RunStep("build", Bench.sh("true", new Variable(variable))));
    }

    private String key(
            BuildRequest request, int parallel, BuildJob job, Map<String, String> variables, List<Secret> secrets) {
        return new JobKey(request, Bench.plan(parallel, job), variables, secrets, directory).of(job);
    }
}
