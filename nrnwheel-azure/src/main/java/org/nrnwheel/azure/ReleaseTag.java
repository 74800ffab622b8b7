package org.nrnwheel.azure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.nrnwheel.env.Environment;
import org.nrnwheel.request.InvalidRequestException;
import org.nrnwheel.run.host.TreeRemoval;

/** Looks with git whether a release's tag is there, and on its branch. */
final class ReleaseTag {
    private static final Pattern AUTHORITY = Pattern.compile("([^/]*://)([^/?#]*)@(.*)");

    private final RunRequest request;
    private final Environment environment;
    private final Git git;

    ReleaseTag(RunRequest request, Environment environment) {
        this.request = request;
        this.environment = environment;
        this.git = new Git(environment);
    }

    /** Returns the commit of the tag, and says what was looked at. */
    String commit(String repository, List<String> checks) {
        String url = withoutUser(repository);
        String branch = request.branch().orElseThrow();
        Map<String, String> refs = refs(url, branch);
        String commit = Optional.ofNullable(refs.get(request.ref() + "^{}"))
                .or(() -> Optional.ofNullable(refs.get(request.ref())))
                .orElseThrow(() -> new InvalidRequestException(
                        url + " has no " + request.ref(), "Make the tag on " + brief(branch) + " and push it first."));
        checks.add(request.ref() + " of " + url + " is commit " + commit);
        Optional<String> tip = Optional.ofNullable(refs.get(branch));
        Optional<String> untestable =
                tip.isEmpty() ? Optional.of(url + " has no " + branch) : ancestry(url, branch, commit, tip.get());
        if (untestable.isEmpty()) {
            checks.add(commit + " is on " + brief(branch));
        } else if (request.untestedAncestry()) {
            checks.add("NOT whether " + commit + " is on " + brief(branch) + ": " + untestable.get());
        } else {
            throw new InvalidRequestException(
                    "whether " + request.ref() + " is on " + brief(branch) + " cannot be told: " + untestable.get(),
                    "Name a clone that has both by --clone DIR, or say --untested-ancestry.");
        }
        return commit;
    }

    private static String brief(String branch) {
        return branch.replace("refs/heads/", "");
    }

    /** Arguments of processes can be read by all: what is secret does not go there, and git has its own keepers of passwords. */
    private static String withoutUser(String url) {
        Matcher parts = AUTHORITY.matcher(url);
        if (!parts.matches()) {
            return url;
        }
        String user = parts.group(2);
        return parts.group(1) + (parts.group(1).startsWith("ssh:") ? user.split(":", 2)[0] + "@" : "") + parts.group(3);
    }

    private Map<String, String> refs(String url, String branch) {
        Git.Result result = git.run("ls-remote", "--quiet", "--", url, request.ref(), request.ref() + "^{}", branch);
        if (!result.good()) {
            throw new InvalidRequestException(
                    "git cannot look for " + request.ref() + " in " + url + ": " + result.error(),
                    "Make 'git ls-remote " + url + "' work, or name another repository by --repository URL.");
        }
        Map<String, String> refs = new TreeMap<>();
        result.out()
                .lines()
                .map(line -> line.split("\t", 2))
                .filter(words -> words.length == 2)
                .forEach(words -> refs.put(words[1], words[0]));
        return refs;
    }

    /** Says why it cannot be told whether a commit is on a branch; refuses one that is not; says nothing of one that is. */
    private Optional<String> ancestry(String url, String branch, String commit, String tip) {
        return request.testedClone().isPresent()
                ? inClone(
                        environment
                                .workingDirectory()
                                .resolve(request.testedClone().get()),
                        branch,
                        commit,
                        tip)
                : inNewClone(url, branch, commit, tip);
    }

    private Optional<String> inNewClone(String url, String branch, String commit, String tip) {
        Path made = temporary();
        try {
            Git.Result begun = git.run("init", "--quiet", "--bare", "--", made.toString());
            // Commits alone: whose server cannot leave the trees out sends all.
            Git.Result fetched = begun.good()
                    ? git.run(
                            "-C",
                            made.toString(),
                            "fetch",
                            "--quiet",
                            "--no-tags",
                            "--filter=tree:0",
                            "--",
                            url,
                            "+" + request.ref() + ":refs/nrnwheel/tag",
                            "+" + branch + ":refs/nrnwheel/branch")
                    : begun;
            return fetched.good()
                    ? inClone(made, branch, commit, tip)
                    : Optional.of("git cannot fetch it: " + fetched.error());
        } finally {
            remove(made);
        }
    }

    private Path temporary() {
        try {
            return Files.createTempDirectory(environment.temporaryDirectory(), "nrnwheel-azure-");
        } catch (IOException e) {
            throw new AzureException(
                    "no directory can be made in " + environment.temporaryDirectory() + ": " + e.getMessage(),
                    "Make it writable, or set TMPDIR.",
                    e);
        }
    }

    private static void remove(Path made) {
        try {
            TreeRemoval.remove(made);
        } catch (IOException e) {
            throw new AzureException("cannot remove " + made + ": " + e.getMessage(), "Remove it.", e);
        }
    }

    private Optional<String> inClone(Path clone, String branch, String commit, String tip) {
        List<String> at = List.of("-C", clone.toString());
        Git.Result shallow = git.run(words(at, "rev-parse", "--is-shallow-repository"));
        if (!shallow.good()) {
            return Optional.of("git cannot read " + clone + ": " + shallow.error());
        }
        for (String needed : List.of(commit, tip)) {
            if (!git.run(words(at, "cat-file", "-e", needed + "^{commit}")).good()) {
                return Optional.of(clone + " has no commit " + needed + " (git fetch --tags origin)");
            }
        }
        Git.Result on = git.run(words(at, "merge-base", "--is-ancestor", commit, tip));
        if (on.good()) {
            return Optional.empty();
        }
        if (on.code() != 1) {
            return Optional.of("git cannot tell: " + on.error());
        }
        if (shallow.out().strip().equals("true")) {
            return Optional.of(clone + " is shallow, and what it has does not lead from one to the other");
        }
        throw new InvalidRequestException(
                request.ref() + " is commit " + commit + ", which is not on " + brief(branch),
                "Make the tag on " + brief(branch) + ": a release is built from its branch.");
    }

    private static String[] words(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
