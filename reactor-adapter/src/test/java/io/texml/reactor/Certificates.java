package io.texml.reactor;

import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** TLS for servers and clients of tests. */
final class Certificates {

    private Certificates() {}

    /** A certificate of its own for a host, or for all that a wildcard stands for, and trust in it. */
    static SSLContext forHost(String host) {
        HeldCertificate certificate =
                new HeldCertificate.Builder().addSubjectAlternativeName(host).build();
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .addTrustedCertificate(certificate.certificate())
                .build()
                .sslContext();
    }
}
