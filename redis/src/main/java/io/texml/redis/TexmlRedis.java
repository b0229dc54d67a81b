package io.texml.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SslOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * A Redis that the processes of one account share: the pace of their dials and more stand on it. One per process and
 * account; it holds two connections, and one more for {@link RedisCallbackEvents}, which connect again by themselves.
 *
 * <pre>{@code
 * TexmlRedis redis = TexmlRedis.connect(RedisURI.create("rediss://user:password@redis.example.com"), "main");
 * TexmlClient client = TexmlClient.builder(credentials)
 *         .dialPace(RedisDialPace.of(redis, 150, Duration.ofSeconds(5)))
 *         .build();
 * }</pre>
 *
 * <p>Keys begin with {@code texml:{account}:}, so that a Redis Cluster keeps those of one account together. An ACL user needs
 * the keys and channels {@code texml:*}, and the commands that the guide "Several processes" names.
 *
 * <p>A Redis that may evict keys is refused, also when it does so only later: then all fails as if it were away. A connection
 * over which nothing came for 15 seconds is given up, and made anew.
 *
 * <p><b>When Redis is away</b>, nothing waits for it for longer than its answer time, which is the timeout of the
 * {@link RedisURI}, but at most 2 seconds. What each part does then, its own documentation says. Commands are never sent
 * again by the connection: what it repeats, a part repeats.
 */
public final class TexmlRedis implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.redis");
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);
    /** How many commands may be under way at once; more are refused, so that a Redis that hangs costs no memory. */
    private static final int MOST_COMMANDS = 20_000;

    private static final long FIRST_RECONNECT = 10;
    private static final long LONGEST_RECONNECT = 1_000;
    private static final int CONTACT_ATTEMPTS = 100;
    /** A connection over which nothing came for so long is half open, as its other end vanished without a word. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final String prefix;
    private final RedisURI uri;
    private final Duration answerTime;
    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;
    private final StatefulRedisPubSubConnection<String, String> listening;
    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    private final List<Runnable> onContact = new CopyOnWriteArrayList<>();
    private final Disposable looking;
    /** What Redis may do to keys that it must not; null while all is well. */
    private volatile @Nullable String evicts;

    private volatile boolean closed;

    private TexmlRedis(
            String account,
            RedisURI uri,
            Duration answerTime,
            RedisClient client,
            StatefulRedisConnection<String, String> connection,
            StatefulRedisPubSubConnection<String, String> listening,
            Duration longestSilence) {
        this.prefix = "texml:{" + account + "}:";
        this.uri = uri;
        this.answerTime = answerTime;
        this.client = client;
        this.connection = connection;
        this.listening = listening;
        long every = longestSilence.toMillis() / 3;
        this.looking = Schedulers.parallel().schedulePeriodically(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    /**
     * Connects, and waits for it, so not on an event loop.
     *
     * @param uri where Redis is, with user, password, TLS and timeout
     * @param account a name for the account that the processes share, the same in all of them; letters, digits, {@code .},
     *     {@code _} and {@code -}. Not a secret: it is in every key
     * @throws IllegalArgumentException when the name is none
     * @throws IllegalStateException when Redis may evict keys ({@code maxmemory-policy}), or is older than 7.0
     * @throws RedisUnavailableException when there is no connection
     */
    public static TexmlRedis connect(RedisURI uri, String account) {
        return connect(uri, account, SslOptions.create());
    }

    /**
     * Connects with trust and keys of one's own, where the URI says TLS; otherwise as {@link #connect(RedisURI, String)}.
     *
     * @param ssl whom to trust, and what to identify with
     */
    public static TexmlRedis connect(RedisURI uri, String account, SslOptions ssl) {
        return connect(uri, account, ssl, LONGEST_SILENCE);
    }

    static TexmlRedis connect(RedisURI uri, String account, SslOptions ssl, Duration longestSilence) {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(ssl, "ssl");
        if (!account.matches("[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException(
                    "account must be letters, digits, '.', '_' and '-', as it stands in the names of keys");
        }
        ClientResources resources = ClientResources.builder()
                .reconnectDelay(Delay.exponential(FIRST_RECONNECT, LONGEST_RECONNECT, TimeUnit.MILLISECONDS, 2))
                .nettyCustomizer(new NettyCustomizer() {
                    @Override
                    public void afterChannelInitialized(Channel channel) {
                        channel.pipeline()
                                .addFirst(new ReadTimeoutHandler(longestSilence.toMillis(), TimeUnit.MILLISECONDS));
                    }
                })
                .build();
        RedisClient client = RedisClient.create(resources, uri);
        ClientOptions.Builder options = ClientOptions.builder()
                .sslOptions(ssl)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                // A command that the connection repeats would come after one that gave its place back.
                .replayFilter(command -> true)
                .requestQueueSize(MOST_COMMANDS);
        disableMaintenanceNotifications(options);
        client.setOptions(options.build());
        try {
            StatefulRedisConnection<String, String> connection = client.connect();
            check(connection.sync().info());
            Duration answerTime = uri.getTimeout().compareTo(LONGEST_ANSWER) < 0 ? uri.getTimeout() : LONGEST_ANSWER;
            TexmlRedis redis = new TexmlRedis(
                    account, uri, answerTime, client, connection, client.connectPubSub(), longestSilence);
            redis.watch();
            return redis;
        } catch (RedisException e) {
            shutdown(client, resources);
            throw new RedisUnavailableException(
                    "Redis cannot be used: check address, user, password, TLS and that the user may run INFO", e);
        } catch (IllegalStateException e) {
            shutdown(client, resources);
            throw e;
        }
    }

    private static void disableMaintenanceNotifications(ClientOptions.Builder options) {
        try {
            options.maintNotificationsConfig(MaintNotificationsConfig.disabled());
        } catch (LinkageError none) {
            // Lettuce 6, which Spring Boot 4.0 brings, has none to disable.
            LOGGER.debug("Lettuce has no maintenance notifications");
        }
    }

    private static void check(String info) {
        String evicts = evicts(info);
        if (evicts != null) {
            throw new IllegalStateException(evicts);
        }
        String version = field(info, "redis_version");
        if (!version.isEmpty() && Integer.parseInt(version.split("\\.", 2)[0]) < 7) {
            throw new IllegalStateException("Redis is of version " + version + ", but 7.0 is needed");
        }
    }

    private static @Nullable String evicts(String info) {
        String policy = field(info, "maxmemory_policy");
        return policy.isEmpty() || policy.equals("noeviction")
                ? null
                : "Redis has the maxmemory-policy " + policy
                        + ", which may drop what limits stand on; set maxmemory-policy noeviction, or use another Redis";
    }

    /** Keeps the connections from silence, and sees what somebody changed, or that a failover led elsewhere. */
    private void look() {
        if (connection.isOpen()) {
            commands().info("memory").thenAccept(this::seen);
        }
        if (listening.isOpen()) {
            listening.async().ping().exceptionally(failure -> null);
        }
    }

    private void seen(String info) {
        String before = evicts;
        evicts = evicts(info);
        if (evicts != null && before == null) {
            LOGGER.error("nothing is asked of Redis until this is mended: {}", evicts);
        }
    }

    static String field(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    private void watch() {
        connection.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisConnected(RedisChannelHandler<?, ?> handler, SocketAddress address) {
                contact(0);
            }
        });
        listening.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void subscribed(String channel, long count) {
                // What was published until now was missed.
                contact(0);
            }

            @Override
            public void message(String channel, String message) {
                listeners.getOrDefault(channel, List.of()).forEach(listener -> listener.accept(message));
            }
        });
    }

    /** A connection is announced before it takes commands, and the two come back one after the other. */
    private void contact(int attempt) {
        commands().info("memory").whenComplete((info, failure) -> {
            if (failure == null) {
                seen(info);
                onContact.forEach(Runnable::run);
            } else if (attempt < CONTACT_ATTEMPTS) {
                Schedulers.parallel().schedule(() -> contact(attempt + 1), FIRST_RECONNECT, TimeUnit.MILLISECONDS);
            }
        });
    }

    /** The full name of a key or a channel. */
    String key(String name) {
        return prefix + name;
    }

    Duration answerTime() {
        return answerTime;
    }

    RedisAsyncCommands<String, String> commands() {
        return connection.async();
    }

    /** A connection for what waits in Redis, so that it holds nothing else up. It connects again as the others do. */
    CompletionStage<StatefulRedisConnection<String, String>> connectAnother() {
        try {
            return client.connectAsync(StringCodec.UTF8, uri);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Runs on each connection that comes after this, on the connection's event loop. */
    void onContact(Runnable work) {
        onContact.add(work);
    }

    void forgetContact(Runnable work) {
        onContact.remove(work);
    }

    /**
     * Hears what is published on a channel, across reconnects; what is published meanwhile is lost. Called on the event loop.
     */
    void listen(String channel, Consumer<String> listener) {
        listeners
                .computeIfAbsent(channel, name -> {
                    subscribe(name);
                    return new CopyOnWriteArrayList<>();
                })
                .add(listener);
    }

    private void subscribe(String channel) {
        listening.async().subscribe(channel).exceptionally(failure -> {
            if (!looking.isDisposed()) {
                LOGGER.warn("a channel of Redis is not listened to yet: {}", failure.toString());
                Schedulers.parallel().schedule(() -> subscribe(channel), LONGEST_RECONNECT, TimeUnit.MILLISECONDS);
            }
            return null;
        });
    }

    /** Hears no more. */
    void forget(String channel, Consumer<String> listener) {
        listeners.getOrDefault(channel, List.of()).remove(listener);
    }

    /**
     * Sends a script at once and returns; the answer comes on the event loop. A script that Redis does not have is sent
     * whole. It has no time limit: an answer that comes late may bring what has to be given back.
     */
    <T> CompletionStage<T> run(Script script, ScriptOutputType type, String[] keys, String... arguments) {
        String refused = evicts;
        if (refused != null) {
            return CompletableFuture.failedFuture(new IllegalStateException(refused));
        }
        CompletableFuture<T> first;
        try {
            first = commands()
                    .<T>evalsha(script.digest(), type, keys, arguments)
                    .toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        return first.exceptionallyCompose(failure -> isNoScript(failure)
                ? commands().<T>eval(script.text(), type, keys, arguments).toCompletableFuture()
                : CompletableFuture.failedFuture(failure));
    }

    private static boolean isNoScript(Throwable failure) {
        return failure instanceof RedisNoScriptException
                || (failure instanceof CompletionException && failure.getCause() instanceof RedisNoScriptException);
    }

    /** Closes the connections, which takes 6 seconds at most. What stands on them fails from then on. */
    @Override
    public void close() {
        closed = true;
        looking.dispose();
        connection.closeAsync().exceptionally(failure -> null);
        listening.closeAsync().exceptionally(failure -> null);
        shutdown(client, client.getResources());
    }

    static void shutdown(RedisClient client, ClientResources resources) {
        // A connection that is cut while it is closed may never say that it is. It ends with its loop.
        client.shutdownAsync(0, 2, TimeUnit.SECONDS)
                .completeOnTimeout(null, 4, TimeUnit.SECONDS)
                .exceptionally(failure -> null)
                .join();
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    /** The prefix of the keys. */
    @Override
    public String toString() {
        return "TexmlRedis[" + prefix + "]";
    }
}
