package org.nrnwheel.net;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.nrnwheel.env.Environment;

/** Makes TLS trust the JVM's certificate authorities and more; nothing of the JVM is changed. Stateless. */
public final class Trust {
    /** Where OpenSSL, uv and curl look, and where requests and pip do. */
    private static final List<String> VARIABLES = List.of("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE");

    private Trust() {}

    /**
     * Makes the context of connections that trust what other programs of an environment trust: the bundles that {@code SSL_CERT_FILE} and
     * {@code REQUESTS_CA_BUNDLE} name. A variable that is empty names none.
     *
     * @param environment has the variables; relative paths are below its working directory
     * @param further more files of certificates in PEM form
     * @return what trusts them too
     * @throws IOException when a file cannot be read or holds no certificate
     * @throws GeneralSecurityException when a certificate is damaged
     */
    public static SSLContext context(Environment environment, List<Path> further)
            throws IOException, GeneralSecurityException {
        Stream<Path> named = VARIABLES.stream()
                .flatMap(name -> environment.variable(name).stream())
                .map(Path::of);
        return context(Stream.concat(further.stream(), named)
                .map(environment.workingDirectory()::resolve)
                .distinct()
                .toList());
    }

    /**
     * Makes the context of connections.
     *
     * @param bundles files of certificates in PEM form
     * @return what trusts them too
     * @throws IOException when a file cannot be read or holds no certificate
     * @throws GeneralSecurityException when a certificate is damaged
     */
    public static SSLContext context(List<Path> bundles) throws IOException, GeneralSecurityException {
        List<Certificate> trusted = new ArrayList<>(ofJvm());
        for (Path bundle : bundles) {
            trusted.addAll(read(bundle));
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers(store(trusted)), null);
        return context;
    }

    private static List<X509Certificate> ofJvm() throws GeneralSecurityException {
        List<X509Certificate> issuers = new ArrayList<>();
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager trust) {
                issuers.addAll(List.of(trust.getAcceptedIssuers()));
            }
        }
        return issuers;
    }

    private static List<Certificate> read(Path bundle) throws GeneralSecurityException, IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(bundle))) {
            List<Certificate> read =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (read.isEmpty()) {
                throw new IOException("no certificate in " + bundle);
            }
            return read;
        } catch (CertificateException e) {
            throw new CertificateException("no certificate, or a damaged one, in " + bundle + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore store(List<Certificate> trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("trusted-" + i, trusted.get(i));
        }
        return store;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
