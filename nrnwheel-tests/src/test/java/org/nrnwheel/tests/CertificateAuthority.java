package org.nrnwheel.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A certificate authority of a test, by openssl, which signs for 127.0.0.1.
 *
 * @param directory where its files are
 * @param name its name
 */
record CertificateAuthority(Path directory, String name) {
    static CertificateAuthority create(Path directory, String name) throws IOException, InterruptedException {
        CertificateAuthority authority = new CertificateAuthority(directory, name);
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name)
                .with("-keyout", authority.key(name))
                .with("-out", authority.certificate())
                .run();
        return authority;
    }

    /** The authority's own certificate, which clients trust. */
    Path certificate() {
        return directory.resolve(name + ".crt");
    }

    /** The key of what it signed. */
    Path key(String server) {
        return directory.resolve(server + ".key");
    }

    /** Signs a certificate for a server on 127.0.0.1. */
    Path sign(String server) throws IOException, InterruptedException {
        Path request = directory.resolve(server + ".csr");
        Path certificate = directory.resolve(server + ".crt");
        Path extensions = Files.writeString(directory.resolve("extensions"), "subjectAltName=IP:127.0.0.1\n");
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1")
                .with("-keyout", key(server))
                .with("-out", request)
                .run();
        openssl("x509", "-req", "-days", "2", "-CAcreateserial")
                .with("-CA", certificate())
                .with("-CAkey", key(name))
                .with("-in", request)
                .with("-out", certificate)
                .with("-extfile", extensions)
                .run();
        return certificate;
    }

    private static OpenSsl openssl(String... words) {
        List<String> argv = new ArrayList<>(List.of("openssl"));
        argv.addAll(List.of(words));
        return new OpenSsl(argv);
    }

    /** A call of openssl. */
    private record OpenSsl(List<String> argv) {
        OpenSsl with(String option, Path file) {
            List<String> more = new ArrayList<>(argv);
            more.addAll(List.of(option, file.toString()));
            return new OpenSsl(more);
        }

        void run() throws IOException, InterruptedException {
            Processes.Result result = Processes.run(Path.of("/"), Map.of(), argv);
            assertThat(result.exit()).describedAs(result.output()).isZero();
        }
    }
}
