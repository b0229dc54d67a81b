package io.texml.reactor.internal.transport;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the transport of which more can be said than its name.
 *
 * @param problem for a message: what happened and what to do
 * @param lasting whether it would be the same the next time
 */
public record KnownFailure(String problem, boolean lasting) {

    private static final int LONGEST_CHAIN = 10;

    public static @Nullable KnownFailure of(@Nullable Throwable failure) {
        boolean atProxy = false;
        boolean untrusted = false;
        Throwable cause = failure;
        for (int i = 0; i < LONGEST_CHAIN && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof ProxyTunnel.RefusedException refused) {
                return refusal(refused.status());
            }
            if (cause instanceof TooLongHttpHeaderException) {
                return tooLong("headers", cause, "maxHeaderSize");
            }
            if (cause instanceof TooLongHttpLineException) {
                return tooLong("first line", cause, "maxInitialLineLength");
            }
            if (cause instanceof HttpAttempt.RepeatedException) {
                return new KnownFailure(
                        "customizeHttpClient repeats requests, which it may not; do without httpAuthentication there",
                        true);
            }
            if (cause instanceof CertificateExpiredException) {
                return certificate("has expired", "renew it there, or set this machine's clock");
            }
            if (cause instanceof CertificateNotYetValidException) {
                return certificate("is not valid yet", "set this machine's clock, or wait");
            }
            if (cause instanceof CertificateRevokedException) {
                return certificate("was revoked", "do not trust who answers there");
            }
            if (cause instanceof CertificateException && isOfAnotherHost(cause.getMessage())) {
                return certificate("is for another host", "check the host in the URL");
            }
            if (cause instanceof NotSslRecordException) {
                return new KnownFailure(
                        "nothing was sent: what answers there does not speak TLS; check the URL's scheme and port",
                        true);
            }
            untrusted |= cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException;
            atProxy |= cause instanceof ProxyConnectException;
        }
        if (untrusted) {
            return certificate("is not trusted here", "check who answers there, or trust its issuer with sslContext");
        }
        return atProxy
                ? new KnownFailure("nothing was sent: the proxy did not connect it; check the proxy's address", false)
                : null;
    }

    /** Whether it would be the same the next time, as far as one can say. */
    public static boolean isLasting(@Nullable Throwable failure) {
        KnownFailure known = of(failure);
        return known != null && known.lasting();
    }

    /** The JDK has no type for it. */
    private static boolean isOfAnotherHost(@Nullable String message) {
        return message != null && (message.contains("matching") || message.contains("subject alternative"));
    }

    private static KnownFailure certificate(String problem, String advice) {
        return new KnownFailure("nothing was sent: the server's certificate " + problem + "; " + advice, true);
    }

    private static KnownFailure refusal(int status) {
        String advice =
                switch (status) {
                    case 407 -> "check the user name and password for it";
                    case 403 -> "it does not let this client get to that host";
                    default -> "check the proxy";
                };
        boolean mayPass = status == 408 || status == 429 || status >= 500;
        return new KnownFailure("nothing was sent: the proxy refused (" + status + "); " + advice, !mayPass);
    }

    private static KnownFailure tooLong(String part, Throwable cause, String setting) {
        return new KnownFailure(
                "the answer's " + part + " cannot be read: " + cause.getMessage() + " Raise the bound with"
                        + " customizeHttpClient(http -> http.httpResponseDecoder(spec -> spec." + setting + "(..)))",
                true);
    }
}
