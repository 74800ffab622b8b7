package org.nrnwheel.run.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nrnwheel.plan.Interpreter;
import org.nrnwheel.platform.ProvisioningException;

/** Installing, by a small jar and a Maven that copies it. */
class PythonProvisionerTest {
    private static final String ROOT = "org/bytedeco/cpython/linux-x86_64/";
    private static final String OLD = "/home/builder/prefix";

    @TempDir
    Path directory;

    private Path jar;
    private Path calls;
    private final List<String> progress = new ArrayList<>();
    private final Map<String, String> members = new TreeMap<>();

    @BeforeEach
    void makeMaven() throws IOException {
        jar = directory.resolve("python.jar");
        calls = directory.resolve("calls");
        Hosts.script(
                directory.resolve("bin/mvn"),
                "echo \"$@\" >> " + calls + "\nfor a; do case $a in -DoutputDirectory=*) cp " + jar
                        + " \"${a#*=}/x.jar\";; esac; done");
        members.put("bin/python3.99", "#!/bin/sh\necho '" + Hosts.answer("3.99.1", "", true) + "'\n");
        members.put("bin/python3", "a copy");
        members.put("bin/pip3", "#!" + OLD + "/bin/python3.99\n");
        members.put("lib/python3.99/_sysconfigdata__x.py", "{'prefix': '" + OLD + "', 'PY_ENABLE_SHARED': 1}");
        members.put("lib/python3.99/__pycache__/_sysconfigdata__x.cpython-399.pyc", "stale");
        members.put("lib/python3.99/config-3.99-x/Makefile", "prefix=\t" + OLD + "\n");
        members.put("lib/pkgconfig/python.pc", "prefix=" + OLD + "\n");
        members.put("libpython3.99.so.1.0", "library");
        members.put("libffi.so.8", "ffi");
        members.put("libjnipython.so", "left out");
        members.put("libs/x", "left out");
    }

    private PythonArtifact artifact() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, String> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(ROOT + member.getKey()));
                write(zip, member.getValue());
            }
        }
        return new PythonArtifact(99, "3.99.1-1", "linux-x86_64", sha256());
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String sha256() throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private PythonProvisioner provisioner(PythonArtifact artifact) {
        return new PythonProvisioner(
                Hosts.environment(directory, directory.resolve("bin") + ":/usr/bin:/bin"),
                progress::add,
                List.of(artifact));
    }

    private Path pythons() {
        return directory.resolve(".local/share/nrnwheel/pythons");
    }

    private List<String> installed() throws IOException {
        if (!Files.isDirectory(pythons())) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(pythons())) {
            return children.map(child -> child.getFileName().toString())
                    .filter(name -> !name.equals(".lock"))
                    .toList();
        }
    }

    @Test
    void installsAndMends() throws IOException {
        Interpreter interpreter = provisioner(artifact()).provision("cp399");
        Path home = pythons().resolve("cp399-3.99.1");
        assertThat(interpreter.executable()).isEqualTo(home + "/bin/python");
        assertThat(interpreter.origin()).isEqualTo("provisioned");
        assertThat(home.resolve("bin/pip3"))
                .hasContent("#!" + home + "/bin/python3.99\n")
                .isExecutable();
        assertThat(home.resolve("lib/pkgconfig/python.pc")).hasContent("prefix=" + home + "\n");
        assertThat(home.resolve("lib/python3.99/config-3.99-x/Makefile")).hasContent("prefix=\t" + home + "\n");
        assertThat(home.resolve("lib/python3.99/_sysconfigdata__x.py"))
                .hasContent("{'prefix': '" + home + "', 'PY_ENABLE_SHARED': 0}");
        assertThat(home.resolve("lib/python3.99/__pycache__")).doesNotExist();
        assertThat(home.resolve("lib/libpython3.99.so")).isSymbolicLink().hasContent("library");
        assertThat(home.resolve("lib/python3.99/lib-dynload/libffi.so.8")).hasContent("ffi");
        assertThat(home.resolve("libs")).doesNotExist();
        assertThat(installed()).containsExactly("cp399-3.99.1");
        assertThat(progress).hasSize(3);
    }

    @Test
    void asksMavenForThePinnedArtifactOnce() throws IOException {
        PythonProvisioner provisioner = provisioner(artifact());
        assertThat(provisioner.provision("3.99")).isEqualTo(provisioner.provision("3.99.1"));
        assertThat(Files.readAllLines(calls))
                .singleElement()
                .asString()
                .contains("-Dartifact=org.bytedeco:cpython:3.99.1-1:jar:linux-x86_64", " -C ");
    }

    @Test
    void aJarOfOtherContentIsRefusedAndNothingIsLeft() throws IOException {
        PythonArtifact known = artifact();
        PythonArtifact other = new PythonArtifact(99, known.release(), known.classifier(), "00");
        assertThatThrownBy(() -> provisioner(other).provision("3.99"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining(known.sha256());
        assertThat(installed()).isEmpty();
    }

    @Test
    void anEntryThatLeadsOutIsRefused() throws IOException {
        members.put("lib/../../../../escaped", "x");
        PythonArtifact artifact = artifact();
        assertThatThrownBy(() -> provisioner(artifact).provision("3.99"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("leads out");
        assertThat(installed()).isEmpty();
    }

    @Test
    void onePythonThatDoesNotRunIsNotInstalled() throws IOException {
        members.put("bin/python3.99", "#!/bin/sh\nexit 1\n");
        PythonArtifact artifact = artifact();
        assertThatThrownBy(() -> provisioner(artifact).provision("3.99"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("does not run");
        assertThat(installed()).isEmpty();
    }

    @Test
    void whatAKilledInstallationLeftIsRemoved() throws IOException {
        Files.createDirectories(pythons().resolve(".part-1/python/bin"));
        provisioner(artifact()).provision("3.99");
        assertThat(installed()).containsExactly("cp399-3.99.1");
    }

    @Test
    void mavensFailureAndItsAbsenceAreTold() throws IOException {
        PythonArtifact artifact = artifact();
        Hosts.script(directory.resolve("bin/mvn"), "echo '[ERROR] no route to the mirror'; exit 1");
        assertThatThrownBy(() -> provisioner(artifact).provision("3.99"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("no route to the mirror");
        PythonProvisioner without =
                new PythonProvisioner(Hosts.environment(directory, "/no/such"), progress::add, List.of(artifact));
        assertThatThrownBy(() -> without.provision("3.99"))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("no mvn");
        assertThat(installed()).isEmpty();
    }

    @Test
    void uvIsAskedForWhatNoArtifactHas() throws IOException {
        Path python = Hosts.python(directory.resolve("uv-python"), "3.8.20", "cpython-38-x86_64-linux-gnu", true);
        Hosts.script(directory.resolve("bin/uv"), "case $2 in find) echo " + python + ";; esac");
        assertThat(provisioner(artifact()).provision("3.8").origin()).isEqualTo("uv");
    }

    @Test
    void anUnknownVersionNamesThoseThatThereAre() throws IOException {
        PythonProvisioner provisioner = provisioner(artifact());
        assertThatThrownBy(() -> provisioner.provision("nine"))
                .isInstanceOfSatisfying(
                        ProvisioningException.class, e -> assertThat(e.remedy()).contains("3.99"));
        assertThat(provisioner.versions()).containsExactly("3.99");
    }

    @Test
    void everyKnownArtifactIsPinned() {
        assertThat(PythonArtifact.KNOWN)
                .allSatisfy(artifact -> assertThat(artifact.sha256()).matches("[0-9a-f]{64}"))
                .allSatisfy(artifact -> assertThat(artifact.python()).startsWith(artifact.version() + "."));
    }
}
