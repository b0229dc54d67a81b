package io.texml.reactor.internal.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS with a host whose name has an underscore, as names of buckets may. The JDK takes such a name for none and so refuses
 * every certificate for it; here the two are compared, by the rules of RFC 6125. Whether the certificate is trusted is up to
 * the JDK as ever, which does not send such a name to the server either.
 */
final class UnderscoreHost extends ChannelInboundHandlerAdapter {

    private static final int DNS_NAME = 2;

    private final String host;
    private final SSLEngine engine;

    private UnderscoreHost(String host, SSLEngine engine) {
        this.host = host;
        this.engine = engine;
    }

    /** Before the handshake; nothing is changed for other hosts. */
    static void prepare(Channel channel, @Nullable SocketAddress address) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null
                || !(address instanceof InetSocketAddress remote)
                || remote.getHostString().indexOf('_') < 0) {
            return;
        }
        String host = remote.getHostString();
        SSLParameters parameters = tls.engine().getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("");
        tls.engine().setSSLParameters(parameters);
        String name = channel.pipeline().context(tls).name();
        channel.pipeline().addAfter(name, "texml.underscoreHost", new UnderscoreHost(host, tls.engine()));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        boolean unfit =
                event instanceof SslHandshakeCompletionEvent end && end.isSuccess() && !isFor(engine.getSession());
        context.fireUserEventTriggered(
                unfit
                        ? new SslHandshakeCompletionEvent(
                                new SSLHandshakeException("the certificate is not for the host that was asked for"))
                        : event);
        if (unfit) {
            ChannelFuture unused = context.close();
        }
    }

    private boolean isFor(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            Collection<List<?>> names = ((X509Certificate) chain[0]).getSubjectAlternativeNames();
            return names != null
                    && names.stream()
                            .anyMatch(name -> Integer.valueOf(DNS_NAME).equals(name.get(0))
                                    && isFor(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT)));
        } catch (SSLException | CertificateParsingException noName) {
            return false;
        }
    }

    /** A wildcard stands for the first label, and for nothing right below a top-level domain. */
    private boolean isFor(String certified) {
        String name = host.toLowerCase(Locale.ROOT);
        if (!certified.startsWith("*.")) {
            return certified.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0
                && certified.indexOf('.', 2) > 0
                && certified.substring(1).equals(name.substring(dot));
    }
}
