package io.texml.reactor.internal.transport;

import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.texml.reactor.internal.exchange.LastStage;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpResponseDecoderSpec;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

/**
 * The one connection pool of a client, and the two ways to use it: with the key for the API's origin, without it for
 * media. The transport never repeats a request and never follows a redirect on its own. It makes no thread: the event
 * loops are those that the whole process shares.
 */
public final class HttpTransport {

    /** What Netty reads from a socket at once, at most. */
    private static final int LARGEST_READ = 64 * 1024;

    private static final List<AsciiString> NEEDED_FOR_MEDIA = List.of(
            HttpHeaderNames.HOST, HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderNames.RANGE, HttpHeaderNames.IF_RANGE);

    /** How long an answer's headers may be in all, and its first line. */
    private static final int LARGEST_HEAD = 32 * 1024;

    private final ConnectionProvider pool;
    // The pool closes what is idle; this closes what is in use too.
    private final ChannelGroup connections = new DefaultChannelGroup("texml", ImmediateEventExecutor.INSTANCE, true);
    private final HttpSettings settings;
    private final HttpClient api;
    private final HttpClient media;

    public HttpTransport(HttpSettings settings) {
        this.settings = settings;
        Duration maxIdleTime = Timer.countable(settings.maxIdleTime());
        this.pool = ConnectionProvider.builder("texml")
                .maxConnections(settings.maxConnections())
                // The gates in front let no more in than there are connections, and only when one can be had. What the
                // pool's own bound would refuse is a moment in which two threads return and take at once.
                .pendingAcquireMaxCount(-1)
                .pendingAcquireTimeout(
                        Timer.countable(settings.connectTimeout()).plus(Duration.ofSeconds(5)))
                .maxIdleTime(maxIdleTime)
                .evictInBackground(maxIdleTime)
                .lifo()
                .build();
        HttpClient common = common(settings);
        Consumer<HttpHeaders> lastWord =
                settings.identifiesToMediaHosts() ? this::removeKey : this::keepOnlyWhatIsNeeded;
        this.media = patientWithSlowConsumers(settings.identifiesToMediaHosts() ? common : anonymous(common))
                // A file's bytes are its own, and their ranges and length are meant as they are.
                .compress(false)
                .doOnRequest((request, connection) -> {
                    HttpHeaders headers = request.requestHeaders();
                    headers.set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.IDENTITY);
                    // For HTTP/2, which has another codec.
                    lastWord.accept(headers);
                })
                // It also gives media connections of their own, even where the API is on the same host.
                .attr(Http1Codec.LAST_WORD, lastWord)
                .doOnChannelInit((observer, channel, address) -> UnderscoreHost.prepare(channel, address));
        // With the request in hand: a hook with cookiesWhen loses every header that is set on the client after it.
        this.api = withLastingTimeout(common).doOnRequest((request, connection) -> {
            HttpHeaders headers = request.requestHeaders()
                    .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + settings.apiKey())
                    .set(HttpHeaderNames.ACCEPT, "application/json");
            // Unless the hook switched on Reactor Netty's own decoding, which asks for what it can decode.
            if (!headers.contains(HttpHeaderNames.ACCEPT_ENCODING)) {
                headers.set(
                        HttpHeaderNames.ACCEPT_ENCODING,
                        settings.compression() ? HttpHeaderValues.GZIP : HttpHeaderValues.IDENTITY);
            }
        });
    }

    /** The end of the API's road. */
    public LastStage stage() {
        return new HttpStage(api, settings.origin(), settings.maxResponseBytes(), settings.responseTimeout());
    }

    /** How long a media host may be silent. */
    public Duration responseTimeout() {
        return settings.responseTimeout();
    }

    HttpClient api() {
        return api;
    }

    /** Without the key. */
    public HttpClient media() {
        return media;
    }

    /** Closes every connection, those too that are in use. */
    public Mono<Void> close() {
        return Mono.when(pool.disposeLater(), FutureMono.deferFuture(connections::close));
    }

    /** Media is streamed: the server must not be slow, the consumer may be. */
    private static HttpClient patientWithSlowConsumers(HttpClient client) {
        Duration timeout = client.configuration().responseTimeout();
        return timeout == null
                ? client
                : client.responseTimeout(null)
                        .doOnRequest(
                                (request, connection) -> connection.addHandlerLast(new AwaitedReadTimeout(timeout)));
    }

    /** Whatever the application's hook says: who holds the media is to know no more than which media is asked for. */
    private static HttpClient anonymous(HttpClient client) {
        return client.noSSL().headers(HttpHeaders::clear);
    }

    private void keepOnlyWhatIsNeeded(HttpHeaders headers) {
        HttpHeaders needed = new DefaultHttpHeaders();
        for (AsciiString name : NEEDED_FOR_MEDIA) {
            needed.set(name, headers.getAll(name));
        }
        headers.set(needed)
                .set(HttpHeaderNames.USER_AGENT, settings.userAgent())
                .set(HttpHeaderNames.ACCEPT, "*/*");
    }

    /** The hook may have given the key to every request. */
    private void removeKey(HttpHeaders headers) {
        for (String name : headers.names()) {
            if (headers.getAll(name).stream().anyMatch(value -> value.contains(settings.apiKey()))) {
                headers.remove(name);
            }
        }
    }

    private static HttpClient withLastingTimeout(HttpClient client) {
        Duration timeout = client.configuration().responseTimeout();
        if (timeout == null) {
            return client;
        }
        long nanos = Timer.countable(timeout).toNanos();
        return client.responseTimeout(null)
                .doOnRequest((request, connection) -> ResponseTimeout.await(connection.channel(), nanos));
    }

    @SuppressWarnings("deprecation") // Netty 5 will have no such bound; until then the usual one cuts a read into eight
    private HttpClient common(HttpSettings settings) {
        // Zero would mean for ever.
        long connectMillis =
                Math.max(1, Timer.countable(settings.connectTimeout()).toMillis());
        HttpClient client = HttpClient.create(pool)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Math.min(Integer.MAX_VALUE, connectMillis))
                .responseTimeout(Timer.countable(settings.responseTimeout()))
                .httpResponseDecoder(spec -> spec.maxChunkSize(LARGEST_READ)
                        .maxHeaderSize(LARGEST_HEAD)
                        .maxInitialLineLength(LARGEST_HEAD))
                .headers(headers -> headers.set(HttpHeaderNames.USER_AGENT, settings.userAgent()));
        SSLContext sslContext = settings.sslContext();
        if (sslContext != null) {
            client = client.secure(spec -> spec.sslContext(new JdkSslContext(
                    sslContext, true, null, IdentityCipherSuiteFilter.INSTANCE, null, ClientAuth.NONE, null, false)));
        }
        HttpSettings.Proxy proxy = settings.proxy();
        if (proxy != null) {
            client = client.proxy(spec -> {
                ProxyProvider.Builder builder = spec.type(ProxyProvider.Proxy.HTTP)
                        .host(proxy.host())
                        .port(proxy.port())
                        .connectTimeoutMillis(connectMillis);
                String password = proxy.password();
                if (proxy.username() != null && password != null) {
                    builder.username(proxy.username()).password(user -> password);
                }
            });
        }
        HttpClient customized = settings.customizer().apply(client);
        HttpResponseDecoderSpec decoder = customized.configuration().decoder();
        // Last, so that no hook can switch these back on.
        return customized.disableRetry(true).followRedirect(false).doOnChannelInit((observer, channel, address) -> {
            connections.add(channel);
            Http1Codec.prepare(channel, decoder);
            ProxyTunnel.awaitOn(channel.pipeline());
            HandshakeFailure.keepOn(channel.pipeline());
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls != null) {
                tls.setHandshakeTimeoutMillis(connectMillis);
            }
        });
    }
}
