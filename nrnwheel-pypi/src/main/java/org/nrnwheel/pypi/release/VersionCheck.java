package org.nrnwheel.pypi.release;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.nrnwheel.audit.Finding;
import org.nrnwheel.audit.Severity;
import org.nrnwheel.tag.Version;

/**
 * All wheels have one version, which is the one that is released and is written as its kind is. Of nightly wheels another version is a
 * warning: the main branch may be at a tag.
 *
 * @param kind what is released
 * @param version the version; nothing: the one that all wheels have
 */
record VersionCheck(ReleaseKind kind, Optional<Version> version) implements ReleaseCheck {
    @Override
    public void check(List<Candidate> wheels, Consumer<Finding> findings) {
        Set<Version> versions =
                wheels.stream().map(wheel -> wheel.name().parsedVersion()).collect(Collectors.toSet());
        if (versions.size() > 1) {
            findings.accept(error(
                    "several-versions",
                    Optional.empty(),
                    "the wheels have versions "
                            + versions.stream().sorted().map(Version::toString).collect(Collectors.joining(", ")),
                    "Release wheels of one version."));
        }
        for (Candidate wheel : wheels) {
            Version own = wheel.name().parsedVersion();
            version.filter(wanted -> !wanted.equals(own))
                    .ifPresent(wanted -> findings.accept(error(
                            "other-version",
                            Optional.of(wheel.file()),
                            "its version is " + own + ", that of the release " + wanted,
                            "Build it from the release's tag.")));
            kind.problem(own)
                    .ifPresent(problem -> findings.accept(new Finding(
                            "wrong-version",
                            kind == ReleaseKind.RELEASE ? Severity.ERROR : Severity.WARNING,
                            Optional.of(wheel.file()),
                            own + ": " + problem,
                            "Build it from the tag, or as the other kind of release.")));
        }
    }

    private static Finding error(String id, Optional<String> file, String message, String fix) {
        return new Finding(id, Severity.ERROR, file, message, fix);
    }
}
