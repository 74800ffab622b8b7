package org.nrnwheel.run.host;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.nrnwheel.request.TargetSystem;
import org.nrnwheel.tag.Architecture;

/**
 * A CPython among the artifacts of {@code org.bytedeco:cpython}.
 *
 * @param minor the minor version of Python 3
 * @param release the artifact's version; it begins with Python's
 * @param classifier the artifact's classifier
 * @param sha256 the jar's SHA-256
 */
record PythonArtifact(int minor, String release, String classifier, String sha256) {
    private static final String X86_64 = "linux-x86_64";
    private static final String ARM64 = "linux-arm64";

    /** The newest release of each version that has one; there is no 3.8. */
    static final List<PythonArtifact> KNOWN = List.of(
            new PythonArtifact(
                    7, "3.7.9-1.5.4", X86_64, "0521c8dfb6c132946513e747a28f3a93bac945f83d7cda829956f69453b03f31"),
            new PythonArtifact(
                    7, "3.7.9-1.5.4", ARM64, "a2e7a584efbbb1d3bfeec7df0e0d73e991d2825e6f26b84987617cb67d70d812"),
            new PythonArtifact(
                    9, "3.9.6-1.5.6", X86_64, "e8c42da2fe5658f6d8f270193ed84463bf768123bace0859731b31cbfbddb35f"),
            new PythonArtifact(
                    9, "3.9.6-1.5.6", ARM64, "335c9372926a69dcb6247f0e89b48646a0aad8ccf5e8f7a1cc6f1d9705ff30ed"),
            new PythonArtifact(
                    10, "3.10.8-1.5.8", X86_64, "2f101b1aa06effdbda3c318c1728b13f22b571707c7b7704abaf5d19a33aa981"),
            new PythonArtifact(
                    10, "3.10.8-1.5.8", ARM64, "b14738d971f43bcb7e74242980d0a621c4464b9a7f1294d22c17f9186b32db09"),
            new PythonArtifact(
                    11, "3.11.3-1.5.9", X86_64, "668b42f6a8b1a9789de7d3ca54a81fefb754cd8e885554b42858bbcbc0dd497c"),
            new PythonArtifact(
                    11, "3.11.3-1.5.9", ARM64, "c98d023d4f79bdae2fb8973443324e48bb39e5b8f149a24e9d0317eb165d7925"),
            new PythonArtifact(
                    12, "3.12.1-1.5.10", X86_64, "a135fcf4dc01adebf7ea439252276fc3196db80f7e0dd3da0b61f1ec489b68bd"),
            new PythonArtifact(
                    12, "3.12.1-1.5.10", ARM64, "4876e6a9eb45c4e2faf7c9f9ef8cb9f16a462c45c3440d4c2e15e6acc8f4e0df"),
            new PythonArtifact(
                    13, "3.13.5-1.5.12", X86_64, "50ad91aa0baa57f0235bb666b87d8bf2a44e215d28c250de1030502906af143b"),
            new PythonArtifact(
                    14, "3.14.3-1.5.13", X86_64, "eb5f1a6fe2dc498ac18927189a37f28a47b0ba06ae6bd85112eff023fe2eb46f"),
            new PythonArtifact(
                    14, "3.14.3-1.5.13", ARM64, "75d0ac8f457bdb2d6b684796c282ce4da1e0c377a02b954de2c718f80901a15f"));

    static List<PythonArtifact> known(TargetSystem system, Architecture architecture) {
        if (system != TargetSystem.LINUX) {
            return List.of();
        }
        String wanted = architecture == Architecture.AARCH64 ? ARM64 : "linux-" + architecture.token();
        return KNOWN.stream()
                .filter(artifact -> artifact.classifier().equals(wanted))
                .sorted(Comparator.comparingInt(PythonArtifact::minor))
                .toList();
    }

    static Optional<PythonArtifact> find(List<PythonArtifact> among, int minor) {
        return among.stream().filter(artifact -> artifact.minor() == minor).findFirst();
    }

    /** Returns Python's own version, e.g. {@code 3.12.1}. */
    String python() {
        return release.substring(0, release.indexOf('-'));
    }

    /** Returns {@code 3.12}. */
    String version() {
        return "3." + minor;
    }

    /** Returns Maven's coordinates. */
    String coordinates() {
        return "org.bytedeco:cpython:" + release + ":jar:" + classifier;
    }

    /** Returns the directory in the jar that holds the Python. */
    String root() {
        return "org/bytedeco/cpython/" + classifier + "/";
    }

    /** Returns the name of the directory that it is installed into. */
    String directory() {
        return "cp3" + minor + "-" + python();
    }
}
