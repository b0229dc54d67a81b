package io.texml.reactor;

import io.netty.util.NetUtil;
import io.texml.ExchangeObserver;
import io.texml.RequestOptions;
import io.texml.internal.Text;
import io.texml.policy.RetryBudget;
import io.texml.policy.RetryPolicy;
import io.texml.reactor.internal.ClientSettings;
import io.texml.reactor.internal.exchange.LoggingObserver;
import io.texml.reactor.internal.transport.HttpSettings;
import io.texml.reactor.spi.DialPace;
import io.texml.reactor.spi.ExchangeInstrumentation;
import io.texml.reactor.spi.SharedRateLimit;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.netty.http.client.HttpClient;

/**
 * Configures a {@link TexmlClient}. Everything but the key has a default that suits a service which makes calls; each
 * method says its own.
 */
public final class TexmlClientBuilder {

    private static final URI DEFAULT_BASE_URL = URI.create("https://api.telnyx.com/v2");
    private static final int DEFAULT_CONNECTIONS = 256;

    private final UnaryOperator<@Nullable String> environment;
    private final List<ExchangeObserver> observers = new ArrayList<>(List.of(new LoggingObserver()));
    private final List<ExchangeInstrumentation> instrumentations = new ArrayList<>();
    private final RequestOptions.Builder defaultOptions = RequestOptions.builder();

    private @Nullable String apiKey;
    private @Nullable String accountSid;
    private @Nullable URI baseUrl;
    private boolean plainHttpAllowed;
    private @Nullable String userAgentSuffix;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration responseTimeout = Duration.ofSeconds(20);
    private Duration totalTimeout = Duration.ofSeconds(60);
    private int maxConnections = DEFAULT_CONNECTIONS;
    private @Nullable Integer maxConcurrency;
    private int maxWaiting = 10_000;
    private Duration maxWait = Duration.ofSeconds(30);
    private Duration maxIdleTime = Duration.ofSeconds(30);
    private Duration closeGrace = Duration.ofSeconds(10);
    private long maxResponseBytes = 16L * 1024 * 1024;
    private boolean compression;
    private HttpSettings.@Nullable Proxy proxy;
    private @Nullable SSLContext sslContext;
    private boolean identifyToMediaHosts;
    private RetryPolicy retryPolicy = RetryPolicy.defaults();
    private int retryBudget = RetryBudget.DEFAULT_CAPACITY;
    private boolean obeyRateLimits = true;
    private @Nullable SharedRateLimit sharedRateLimit;
    private @Nullable DialPace dialPace = DialPace.telnyxDefault();
    private @Nullable Scheduler scheduler;
    private UnaryOperator<HttpClient> customizer = UnaryOperator.identity();

    TexmlClientBuilder(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * The API key. Default: {@code TELNYX_API_KEY}, without blanks and line breaks round it. It is sent to the origin of the
     * base URL and nowhere else.
     */
    public TexmlClientBuilder apiKey(String apiKey) {
        this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
        return this;
    }

    /**
     * The account that paths are completed with. Default: {@code TELNYX_ACCOUNT_SID}, without blanks and line breaks round
     * it; without one, use {@code account}.
     *
     * @throws io.texml.RequestValidationException when it is null or blank, or has blanks, line breaks or quotes in it
     */
    public TexmlClientBuilder accountSid(String accountSid) {
        this.accountSid = TexmlClient.checkedAccount(accountSid);
        return this;
    }

    /**
     * Where the API is: {@code http(s)://host[:port][/path]}. Default: {@code TELNYX_BASE_URL}, else
     * {@code https://api.telnyx.com/v2}. Operations go below the path; the links of lists are followed from the root of the
     * host, as the API gives them. {@code http} is for this machine ({@code localhost}, 127.0.0.0/8, {@code ::1}) unless
     * {@link #allowPlainHttp} is called.
     */
    public TexmlClientBuilder baseUrl(URI baseUrl) {
        this.baseUrl = Objects.requireNonNull(baseUrl, "baseUrl");
        return this;
    }

    /**
     * Allows a base URL of {@code http} to another machine, such as a gateway or a simulator in a network of its own. The key,
     * phone numbers and recordings then travel unencrypted, for everybody on the way to read. Default not allowed.
     */
    public TexmlClientBuilder allowPlainHttp() {
        this.plainHttpAllowed = true;
        return this;
    }

    /** Text added to the User-Agent, for example {@code my-dialler/1.2}. Printable ASCII. */
    public TexmlClientBuilder userAgentSuffix(String suffix) {
        this.userAgentSuffix = Objects.requireNonNull(suffix, "suffix");
        return this;
    }

    /** A header for every request; see {@link RequestOptions.Builder#header}. */
    public TexmlClientBuilder defaultHeader(String name, String value) {
        defaultOptions.header(name, value);
        return this;
    }

    /** How long connecting may take, then the answer of a proxy, and then the TLS handshake. Default 5 seconds each. */
    public TexmlClientBuilder connectTimeout(Duration connectTimeout) {
        this.connectTimeout = positive("connectTimeout", connectTimeout);
        return this;
    }

    /**
     * How long the server may send nothing while an answer is awaited. Default 20 seconds. In a download the time does not
     * count in which the consumer asks for nothing. The body of an error answer may take so long in all, and 5 seconds at
     * most: what has come until then is kept with the error.
     */
    public TexmlClientBuilder responseTimeout(Duration responseTimeout) {
        this.responseTimeout = positive("responseTimeout", responseTimeout);
        return this;
    }

    /**
     * How long one request may take with everything: waiting for its turn, attempts, pauses. In a list it counts for each
     * page. Default 60 seconds. A download may take longer, unless {@link RequestOptions.Builder#downloadTimeout} is set.
     */
    public TexmlClientBuilder totalTimeout(Duration totalTimeout) {
        this.totalTimeout = positive("totalTimeout", totalTimeout);
        return this;
    }

    /**
     * How many connections the pool holds at most to the API, and as many to each media host; and how many downloads run at
     * a time. Default 256.
     */
    public TexmlClientBuilder maxConnections(int maxConnections) {
        this.maxConnections = atLeast("maxConnections", maxConnections, 1);
        return this;
    }

    /** How many requests are under way at most. Default, and at most: the number of connections. */
    public TexmlClientBuilder maxConcurrency(int maxConcurrency) {
        this.maxConcurrency = atLeast("maxConcurrency", maxConcurrency, 1);
        return this;
    }

    /**
     * How many requests may wait for a permit; the next one fails with a {@code SaturationException}. As many dials, and as
     * many more as may be under way, may wait for the dial pace. Default 10,000.
     */
    public TexmlClientBuilder maxWaiting(int maxWaiting) {
        this.maxWaiting = atLeast("maxWaiting", maxWaiting, 0);
        return this;
    }

    /** How long a request waits for a permit at most; the pauses of a rate limit do not count. Default 30 seconds. */
    public TexmlClientBuilder maxWait(Duration maxWait) {
        this.maxWait = positive("maxWait", maxWait);
        return this;
    }

    /**
     * How long a connection is kept that nobody uses. Default 30 seconds: shorter than common servers keep theirs, so that
     * a request seldom meets a connection that the server is just closing.
     */
    public TexmlClientBuilder maxIdleTime(Duration maxIdleTime) {
        this.maxIdleTime = positive("maxIdleTime", maxIdleTime);
        return this;
    }

    /**
     * How long closing lets requests and downloads end that are under way, and so how long {@link TexmlClient#close} may
     * wait. More than zero; default 10 seconds.
     */
    public TexmlClientBuilder closeGrace(Duration closeGrace) {
        this.closeGrace = positive("closeGrace", closeGrace);
        return this;
    }

    /**
     * How many bytes an answer may have, at least 1024; of a compressed one, what becomes of it counts. Default 16 MiB, which
     * is some 20,000 calls in one page. A larger answer fails with a {@link io.texml.DecodingException}; ask for smaller
     * pages. So does one that has more than 500,000 values, however few bytes they are, as each may cost a hundred bytes and
     * more in the heap. Of the body of an error no more than its beginning is read, whatever is set here.
     */
    public TexmlClientBuilder maxResponseBytes(long maxResponseBytes) {
        if (maxResponseBytes < 1024) {
            throw new IllegalArgumentException("maxResponseBytes must be at least 1024");
        }
        this.maxResponseBytes = maxResponseBytes;
        return this;
    }

    /**
     * Whether to ask for gzip. Default no: it costs time on both sides and pays over slow lines. An answer that comes in gzip
     * or deflate all the same is read too. Media is always asked for as it is.
     */
    public TexmlClientBuilder compression(boolean compression) {
        this.compression = compression;
        return this;
    }

    /**
     * Goes through an HTTP proxy, which is asked for a tunnel ({@code CONNECT}) to the API and to media, whether by http or
     * by https. Nothing is sent while it has not granted one. What it refuses is tried again only when its status may pass
     * (408, 429, 5xx).
     */
    public TexmlClientBuilder proxy(String host, int port) {
        this.proxy = new HttpSettings.Proxy(Objects.requireNonNull(host, "host"), port, null, null);
        return this;
    }

    /** The same for a proxy that asks for a name and a password. */
    public TexmlClientBuilder proxy(String host, int port, String username, String password) {
        this.proxy = new HttpSettings.Proxy(
                Objects.requireNonNull(host, "host"),
                port,
                Objects.requireNonNull(username, "username"),
                Objects.requireNonNull(password, "password"));
        return this;
    }

    /**
     * Trust and keys for TLS with the API, and with media hosts when {@link #identifyToMediaHosts} says so. Default: those of
     * the JDK. The server's name is checked against its certificate in any case. Speaks HTTP/1.1 only, whatever
     * {@link #customizeHttpClient} says.
     */
    public TexmlClientBuilder sslContext(SSLContext sslContext) {
        this.sslContext = Objects.requireNonNull(sslContext, "sslContext");
        return this;
    }

    /**
     * Whether media hosts are met as the API is: with the trust and the client certificate of {@link #sslContext} and of
     * {@link #customizeHttpClient}, and with the headers and cookies that the latter adds. Default no: recordings lie with
     * others, so their hosts meet the JDK's trust, no client certificate, and only the headers that a download needs. Say yes
     * when they have certificates that the JDK does not trust. The API key and {@link #defaultHeader default headers} do not
     * go there in either case.
     */
    public TexmlClientBuilder identifyToMediaHosts(boolean identifyToMediaHosts) {
        this.identifyToMediaHosts = identifyToMediaHosts;
        return this;
    }

    /** When to try again. Default {@link RetryPolicy#defaults()}. */
    public TexmlClientBuilder retryPolicy(RetryPolicy retryPolicy) {
        this.retryPolicy = Objects.requireNonNull(retryPolicy, "retryPolicy");
        return this;
    }

    /** The size of the client's {@link RetryBudget}. Default 500. */
    public TexmlClientBuilder retryBudget(int tokens) {
        this.retryBudget = atLeast("retryBudget", tokens, 0);
        return this;
    }

    /** Whether requests wait for the server's rate limit instead of running into it. Default yes. */
    public TexmlClientBuilder obeyRateLimits(boolean obeyRateLimits) {
        this.obeyRateLimits = obeyRateLimits;
        return this;
    }

    /**
     * Where this client tells of the server's rate limit and hears what others of the account learned; see
     * {@link SharedRateLimit}. Default one of its own, so that it is alone.
     */
    public TexmlClientBuilder sharedRateLimit(SharedRateLimit sharedRateLimit) {
        this.sharedRateLimit = Objects.requireNonNull(sharedRateLimit, "sharedRateLimit");
        return this;
    }

    /**
     * The time that everything waits by which is not on the wire: the dial pace, pauses before retries, rate limits, the time
     * in the line ({@link #maxWait}), and the total timeout while an exchange waits. A test hands in one that it moves, such as
     * {@code VirtualTimeScheduler}, and no wait costs real time. Time on the wire stays real (connecting, the response
     * timeout, and the total timeout while a request is under way): moved time must not cut a real socket. Default the
     * machine's monotonic clock, on {@code Schedulers.parallel()}.
     *
     * @param scheduler its {@code now} is the clock, which must not go backwards. It stays open when the client is closed
     */
    public TexmlClientBuilder scheduler(Scheduler scheduler) {
        this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
        return this;
    }

    /** How fast calls are started, as the server sees it. Default {@link DialPace#telnyxDefault()}. A pace may be shared between clients. */
    public TexmlClientBuilder dialPace(DialPace dialPace) {
        this.dialPace = Objects.requireNonNull(dialPace, "dialPace");
        return this;
    }

    /** Starts calls as fast as they are asked for. The server may answer 429. */
    public TexmlClientBuilder withoutDialPace() {
        this.dialPace = null;
        return this;
    }

    /** Adds an observer. */
    public TexmlClientBuilder observer(ExchangeObserver observer) {
        observers.add(Objects.requireNonNull(observer, "observer"));
        return this;
    }

    /** Adds what is wrapped round every exchange, such as {@code MicrometerInstrumentation}; the first is outermost. */
    public TexmlClientBuilder instrumentation(ExchangeInstrumentation instrumentation) {
        instrumentations.add(Objects.requireNonNull(instrumentation, "instrumentation"));
        return this;
    }

    /**
     * Changes the Reactor Netty client underneath: resolver, event loops, metrics, protocol. It may not repeat requests or
     * follow redirects: that is switched off again afterwards. What the hook brings in is not closed with the client. Its
     * headers, cookies and TLS do not go to media hosts, unless {@link #identifyToMediaHosts} says so; all else does. Over
     * HTTP/2, headers that its observers and channel handlers set when the request is written go there too.
     *
     * <p>The first line and the headers of an answer may be 32 KiB long each. More is allowed by
     * {@code http -> http.httpResponseDecoder(spec -> spec.maxHeaderSize(65_536))}, and {@code maxInitialLineLength}.
     */
    public TexmlClientBuilder customizeHttpClient(UnaryOperator<HttpClient> customizer) {
        this.customizer = Objects.requireNonNull(customizer, "customizer");
        return this;
    }

    /**
     * The client.
     *
     * @throws IllegalArgumentException when there is no key, or the base URL is none, or it is {@code http} to another
     *     machine without {@link #allowPlainHttp}
     * @throws io.texml.RequestValidationException when {@code TELNYX_ACCOUNT_SID} has blanks, line breaks or quotes inside
     */
    public TexmlClient build() {
        String key = apiKey != null ? apiKey : fromEnvironment("TELNYX_API_KEY");
        if (key == null || key.isBlank()) {
            throw new IllegalArgumentException(
                    "there is no API key; set TELNYX_API_KEY or call apiKey(..) on the builder");
        }
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) <= ' ' || key.charAt(i) >= 0x7F) {
                throw new IllegalArgumentException(
                        "the API key holds a space or a character that is not printable ASCII; check how it was copied");
            }
        }
        String account = accountSid != null ? accountSid : fromEnvironment("TELNYX_ACCOUNT_SID");
        int concurrency = maxConcurrency == null ? maxConnections : Math.min(maxConcurrency, maxConnections);
        HttpSettings http = new HttpSettings(
                key,
                checkedBaseUrl(),
                userAgent(),
                connectTimeout,
                responseTimeout,
                maxConnections,
                maxIdleTime,
                maxResponseBytes,
                compression,
                proxy,
                sslContext,
                identifyToMediaHosts,
                customizer);
        ClientSettings settings = new ClientSettings(
                http,
                totalTimeout,
                concurrency,
                maxWaiting,
                maxWait,
                closeGrace,
                retryPolicy,
                retryBudget,
                obeyRateLimits,
                sharedRateLimit == null ? SharedRateLimit.inMemory() : sharedRateLimit,
                dialPace,
                scheduler,
                defaultOptions.build(),
                List.copyOf(observers),
                List.copyOf(instrumentations));
        return new TexmlClient(settings, account);
    }

    /** Nothing of what was set. */
    @Override
    public String toString() {
        return "TexmlClientBuilder";
    }

    /** Files and shells leave line breaks and byte order marks round a value; an empty one is none. */
    private @Nullable String fromEnvironment(String variable) {
        String value = environment.apply(variable);
        return value == null || Text.isBlank(value) ? null : Text.strip(value);
    }

    private URI checkedBaseUrl() {
        URI url = baseUrl;
        if (url == null) {
            String variable = fromEnvironment("TELNYX_BASE_URL");
            url = variable == null ? DEFAULT_BASE_URL : parsed(variable);
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        boolean fits = (scheme.equals("https") || scheme.equals("http"))
                && url.getHost() != null
                && url.getPort() != 0
                && url.getPort() <= 0xFFFF
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
        if (!fits) {
            throw new IllegalArgumentException(
                    "the base URL must be http(s)://host[:port][/path] without user, query and fragment; a host's name has"
                            + " letters, digits and hyphens, no underscores");
        }
        if (scheme.equals("http") && !plainHttpAllowed && !isThisMachine(url.getHost())) {
            throw new IllegalArgumentException(
                    "the base URL is http to another machine, where everybody on the way could"
                            + " read the API key; take https, or call allowPlainHttp() on the builder");
        }
        return url;
    }

    /** By its spelling alone, as a name server could say anything. */
    private static boolean isThisMachine(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        if (NetUtil.isValidIpV4Address(name)) {
            return name.startsWith("127.");
        }
        try {
            // In brackets there is an address, which is never looked up.
            return name.startsWith("[") && InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }

    private static URI parsed(String variable) {
        try {
            return URI.create(variable);
        } catch (IllegalArgumentException quotesIt) {
            throw new IllegalArgumentException("TELNYX_BASE_URL is no URL; it must be http(s)://host[:port][/path]");
        }
    }

    private String userAgent() {
        String own = "texml-reactor/" + Version.current();
        if (userAgentSuffix == null) {
            return own;
        }
        if (!userAgentSuffix.matches("[\\x20-\\x7E]*")) {
            throw new IllegalArgumentException("userAgentSuffix must be printable ASCII");
        }
        return own + " " + userAgentSuffix;
    }

    private static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be more than zero");
        }
        return value;
    }

    private static int atLeast(String name, int value, int lowest) {
        if (value < lowest) {
            throw new IllegalArgumentException(name + " must be at least " + lowest);
        }
        return value;
    }
}
