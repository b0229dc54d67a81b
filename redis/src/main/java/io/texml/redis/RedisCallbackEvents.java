package io.texml.redis;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackJson;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * The events of an account in all its processes: whichever of them receives a callback, each process hears it, and so does
 * who follows its call there.
 *
 * <pre>{@code
 * CallbackEvents events = RedisCallbackEvents.of(redis);
 * CallbackEndpoint endpoint = CallbackEndpoint.of(reader, events);
 * Dialler dialler = Dialler.builder(client, events, publicUrl).build();
 * }</pre>
 *
 * <p>All events of an account stand in one stream of Redis, which each process reads from its start on, with a connection of
 * its own. Who publishes hears it from there too, so all processes hear one order. A process reads all events and keeps what
 * {@link InMemoryCallbackEvents} keep: an event that comes alone costs Redis some 20 microseconds and 600 bytes for each process,
 * and a process some 35 microseconds, whoever follows its call; less when many come at once.
 *
 * <ul>
 *   <li><b>Publishing</b> completes when Redis has the event. It fails when Redis refuses it or does not answer within its
 *       answer time; the platform is answered with an error then, and repeats the callback. An event of which it is not known
 *       whether it arrived may be heard twice, as far as it is not known as a repeat.
 *   <li><b>Every event is heard at least once</b>, in the order in which Redis got them, also what came while the connection
 *       was away. Repeats are dropped within the bounds of the {@linkplain Builder#memory memory}.
 *   <li><b>What is lost</b>: what was {@linkplain Builder#kept trimmed} before a process that was away or too slow read it, and
 *       what Redis had not kept when it was started again, replaced, failed over or flushed. One line in the log says so, and
 *       reading goes on with what is there. The dialler looks its calls up when it hears nothing of them.
 *   <li><b>Memory is bounded</b>: in Redis by the length of the stream, in a process by what it keeps, 50 events
 *       that are read and 16 MiB that are on their way to Redis; what would be more fails.
 * </ul>
 *
 * <p>Keys: {@code texml:{account}:events}, a stream with all that the platform sent, <b>phone numbers, pressed keys and what was
 * said included</b>, and {@code events:count}. An event stays for twice the age of {@link Builder#kept} at most, 10 minutes if
 * nothing else is set. Who can write there can make events up that count as signed.
 */
public final class RedisCallbackEvents implements CallbackEvents, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.redis");
    private static final Script PUBLISH = Script.of("events-publish.lua");
    private static final Script END = Script.of("events-end.lua");

    private static final String BEGINNING = "0-0";
    private static final int MOST_AT_A_TIME = 50;
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(1);
    private static final Duration FIRST_AGAIN = Duration.ofMillis(10);
    private static final Duration LONGEST_AGAIN = Duration.ofSeconds(1);
    private static final Duration SELDOM = Duration.ofMinutes(1);
    private static final long MOST_BYTES_UNDER_WAY = 16 * 1024 * 1024;

    private final TexmlRedis redis;
    private final InMemoryCallbackEvents memory;
    private final int maxBytes;
    private final Duration block;
    private final String length;
    private final long age;
    private final String stream;
    private final String[] keys;

    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong bytesUnderWay = new AtomicLong();
    private final LongAdder read = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final LongAdder unreadable = new LongAdder();

    private final Scheduler reader = Schedulers.newSingle("texml-redis-events", true);
    private final Disposable.Swap reading = Disposables.swap();

    /** Guards the connection against {@link #close()}. */
    private final Object lock = new Object();

    private @Nullable StatefulRedisConnection<String, String> connection;
    private volatile boolean closed;

    // Of the one who reads.

    private String lastId;
    /** Negative when it is not known. */
    private long lastNumber;

    private String run;
    private boolean isAway;
    private boolean isBehind;
    /** Few after a failure: it may have been large events that took too long. */
    private int atATime = MOST_AT_A_TIME;

    private Duration again = FIRST_AGAIN;
    private long unreadableSaid = System.nanoTime() - SELDOM.toNanos();

    private RedisCallbackEvents(Builder builder) {
        this.redis = builder.redis;
        this.memory = builder.memory;
        this.maxBytes = builder.maxBytes;
        // The connection gives a command up after the URI's timeout, and that is no shorter than the answer time.
        Duration half = redis.answerTime().dividedBy(2);
        this.block = half.compareTo(LONGEST_BLOCK) < 0 ? half : LONGEST_BLOCK;
        this.length = String.valueOf(builder.length);
        this.age = builder.age.toMillis();
        this.stream = redis.key("events");
        this.keys = new String[] {stream, redis.key("events:count")};
        try {
            // What is published from here on is heard, whenever reading begins.
            End end = await(end());
            lastId = end.id;
            lastNumber = end.number;
            run = end.run;
            StatefulRedisConnection<String, String> first = await(redis.connectAnother());
            connection = first;
            await(read(first, XReadArgs.Builder.count(1)));
        } catch (RuntimeException e) {
            close(connection);
            reader.dispose();
            throw new RedisUnavailableException(
                    "the events cannot be read from Redis: check that it is there, and that the user has the rights that the"
                            + " guide names",
                    causeOf(e));
        }
        reading.update(Mono.defer(this::readOnce)
                .repeat()
                .retryWhen(Retry.from(signals -> signals.concatMap(signal -> failed(signal.failure()))))
                .subscribe());
    }

    /** With the bounds of {@link #builder}, as {@link Builder#build()}. */
    public static RedisCallbackEvents of(TexmlRedis redis) {
        return builder(redis).build();
    }

    /** Begins events with other bounds. */
    public static Builder builder(TexmlRedis redis) {
        return new Builder(redis);
    }

    private <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(redis.answerTime().toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    // Publishing

    @Override
    public Mono<Void> publish(Callback callback) {
        Objects.requireNonNull(callback, "callback");
        return Mono.defer(() -> {
            if (closed) {
                return Mono.error(new IllegalStateException("the events are closed; make new ones"));
            }
            long sent = bytesSent(callback);
            if (sent > maxBytes) {
                return Mono.error(new IllegalArgumentException("the callback has " + sent + " bytes, but maxBytes is "
                        + maxBytes + "; raise it, or lower that of the CallbackReader"));
            }
            String text = CallbackJson.write(callback);
            return send(text, text.getBytes(StandardCharsets.UTF_8).length);
        });
    }

    /** Of names and values as the platform sent them, at least: its text is longer by what JSON escapes. */
    private static long bytesSent(Callback callback) {
        long bytes = 0;
        for (Map.Entry<String, List<String>> parameter : callback.parameters().entrySet()) {
            for (String value : parameter.getValue()) {
                bytes += bytesSent(parameter.getKey()) + bytesSent(value);
            }
        }
        return bytes;
    }

    private static long bytesSent(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A byte that was none of UTF-8 is read as the replacement character.
            if (c < 0x80 || c == '\uFFFD') {
                bytes += 1;
            } else {
                bytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return bytes;
    }

    private Mono<Void> send(String text, int bytes) {
        if (bytesUnderWay.addAndGet(bytes) > MOST_BYTES_UNDER_WAY && underWay.get() > 0) {
            bytesUnderWay.addAndGet(-bytes);
            return Mono.error(new RedisUnavailableException("Redis does not keep up with the events", null));
        }
        underWay.incrementAndGet();
        CompletableFuture<String> sent = redis.<String>run(
                        PUBLISH, ScriptOutputType.VALUE, keys, length, String.valueOf(age), text)
                .whenComplete((id, failure) -> {
                    underWay.decrementAndGet();
                    bytesUnderWay.addAndGet(-bytes);
                })
                .toCompletableFuture();
        // Given up, it is still under way: its bytes count until Redis has answered.
        return Mono.fromFuture(sent, true)
                .timeout(redis.answerTime())
                .onErrorMap(RedisCallbackEvents::notPublished)
                .then();
    }

    private static RedisUnavailableException notPublished(Throwable failure) {
        return new RedisUnavailableException("it is not known that Redis has the event: " + why(failure), failure);
    }

    private static @Nullable String why(Throwable failure) {
        Throwable cause = causeOf(failure);
        return cause instanceof TimeoutException ? "it did not answer in time" : cause.getMessage();
    }

    private static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    // Reading

    private Mono<Void> readOnce() {
        StatefulRedisConnection<String, String> known;
        synchronized (lock) {
            known = connection;
        }
        return known == null ? connectAgain() : readFrom(known);
    }

    private Mono<Void> connectAgain() {
        return Mono.fromCompletionStage(() -> redis.connectAnother().thenAccept(this::connected))
                .then(Mono.defer(this::compareEnd))
                .publishOn(reader)
                .doOnSuccess(done -> {
                    if (isAway) {
                        LOGGER.info("events are read from Redis again");
                    }
                    isAway = false;
                    again = FIRST_AGAIN;
                });
    }

    private void connected(StatefulRedisConnection<String, String> made) {
        synchronized (lock) {
            if (!closed) {
                connection = made;
                return;
            }
        }
        close(made);
    }

    private Mono<Void> readFrom(StatefulRedisConnection<String, String> from) {
        XReadArgs most = XReadArgs.Builder.block(block).count(atATime);
        return Mono.fromCompletionStage(() -> read(from, most))
                .timeout(block.plus(redis.answerTime()))
                .publishOn(reader)
                .doOnNext(this::hand)
                .map(List::isEmpty)
                .defaultIfEmpty(true)
                .flatMap(nothing -> nothing ? compareEnd() : Mono.empty());
    }

    @SuppressWarnings("unchecked") // an array of one offset
    private CompletionStage<List<StreamMessage<String, String>>> read(
            StatefulRedisConnection<String, String> from, XReadArgs most) {
        return from.async().xread(most, StreamOffset.from(stream, lastId));
    }

    private Mono<Long> failed(Throwable failure) {
        StatefulRedisConnection<String, String> broken;
        synchronized (lock) {
            broken = connection;
            connection = null;
        }
        if (redis.isClosed()) {
            close();
            return Mono.never();
        }
        close(broken);
        atATime = 1;
        if (!isAway) {
            isAway = true;
            LOGGER.warn("events are not read from Redis, which is tried until it works: {}", why(failure));
        }
        Duration wait = again;
        again = wait.multipliedBy(2).compareTo(LONGEST_AGAIN) < 0 ? wait.multipliedBy(2) : LONGEST_AGAIN;
        return Mono.delay(wait);
    }

    private void hand(List<StreamMessage<String, String>> messages) {
        for (StreamMessage<String, String> message : messages) {
            if (closed) {
                return;
            }
            hand(message);
            // Behind it, so that whoever sees it counted finds it told.
            read.increment();
        }
        if (messages.size() < atATime) {
            isBehind = false;
        }
        atATime = Math.min(2 * atATime, MOST_AT_A_TIME);
    }

    private void hand(StreamMessage<String, String> message) {
        String before = lastId;
        lastId = message.getId();
        String text = message.getBody().get("callback");
        Callback callback;
        try {
            compareNumber(before, Long.parseLong(message.getBody().getOrDefault("number", "")));
            callback = CallbackJson.read(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            skipped();
            return;
        }
        memory.publish(callback)
                .subscribe(
                        nothing -> {}, failure -> LOGGER.warn("an event was told to nobody: {}", failure.toString()));
    }

    private void skipped() {
        unreadable.increment();
        if (System.nanoTime() - unreadableSaid >= SELDOM.toNanos()) {
            unreadableSaid = System.nanoTime();
            LOGGER.warn(
                    "an event in Redis is skipped, as this version cannot read it; the next of this minute are counted");
        }
    }

    private void compareNumber(String before, long number) {
        long expected = lastNumber + 1;
        boolean unknown = lastNumber < 0;
        lastNumber = number;
        if (unknown || number == expected) {
            return;
        }
        if (number > expected) {
            missed.add(number - expected);
            if (!isBehind) {
                isBehind = true;
                LOGGER.warn(
                        "{} events were trimmed from Redis before they were read; the next are counted until this process has"
                                + " caught up",
                        number - expected);
            }
        } else if (millis(lastId) - millis(before) < age) {
            lostWithRedis();
        }
    }

    private void lostWithRedis() {
        LOGGER.warn("the stream of events in Redis began anew; what was not read of the old one is lost");
    }

    // The end of the stream

    /**
     * Where the stream ended.
     *
     * @param id of the last event; that of the beginning when there is no stream
     * @param millis Redis's clock
     * @param run another one when Redis was started again or is another
     */
    private record End(String id, long number, String run, long millis) {}

    private CompletionStage<End> end() {
        return redis.<List<Object>>run(END, ScriptOutputType.MULTI, keys)
                .thenApply(answer -> new End(
                        (String) answer.get(0),
                        Long.parseLong((String) answer.get(1)),
                        (String) answer.get(2),
                        Long.parseLong((String) answer.get(3))));
    }

    /** An end before what was read is that of another stream: nothing would come until it has grown beyond. */
    private Mono<Void> compareEnd() {
        return Mono.fromCompletionStage(this::end)
                .timeout(redis.answerTime())
                .publishOn(reader)
                .doOnNext(end -> {
                    boolean anew = compare(end.id, lastId) < 0;
                    // With the age of its last event a stream is over.
                    boolean expired = end.millis - millis(lastId) >= age;
                    if (anew && !expired) {
                        lostWithRedis();
                    } else if (!end.run.equals(run)) {
                        LOGGER.warn("Redis was started again, or is another; events that it had not kept are lost");
                    }
                    if (anew) {
                        lastId = BEGINNING;
                        lastNumber = -1;
                    }
                    run = end.run;
                })
                .then();
    }

    private static int compare(String one, String other) {
        int first = Long.compare(millis(one), millis(other));
        return first != 0 ? first : Long.compare(sequence(one), sequence(other));
    }

    private static long millis(String id) {
        return Long.parseLong(id, 0, id.indexOf('-'), 10);
    }

    private static long sequence(String id) {
        return Long.parseUnsignedLong(id, id.indexOf('-') + 1, id.length(), 10);
    }

    // Hearing

    @Override
    public Flux<Callback> all() {
        return memory.all();
    }

    @Override
    public <T extends Callback> Flux<T> on(Class<T> type) {
        return memory.on(type);
    }

    @Override
    public Flux<Callback> ofCall(String callSid) {
        return memory.ofCall(callSid);
    }

    @Override
    public Flux<Callback> ofReference(String reference) {
        return memory.ofReference(reference);
    }

    /** What they hold now. */
    public RedisEventsLoad load() {
        return new RedisEventsLoad(memory.load(), underWay.get(), read.sum(), missed.sum(), unreadable.sum());
    }

    /** Reads no more and publishes no more. Streams stay as they are and hear nothing. */
    @Override
    public void close() {
        StatefulRedisConnection<String, String> known;
        synchronized (lock) {
            closed = true;
            known = connection;
            connection = null;
        }
        reading.dispose();
        close(known);
        reader.dispose();
    }

    private static void close(@Nullable StatefulRedisConnection<String, String> connection) {
        if (connection != null) {
            connection.closeAsync().exceptionally(failure -> null);
        }
    }

    /** How much there is; nothing of what was told. */
    @Override
    public String toString() {
        return "RedisCallbackEvents[" + load() + "]";
    }

    /** The bounds. */
    public static final class Builder {

        private static final Duration SHORTEST_AGE = Duration.ofSeconds(1);
        private static final Duration LONGEST_AGE = Duration.ofDays(7);
        private static final int MOST_BYTES = 16 * 1024 * 1024;

        private final TexmlRedis redis;
        private InMemoryCallbackEvents memory = CallbackEvents.inMemory();
        private int length = 50_000;
        private Duration age = Duration.ofMinutes(5);
        private int maxBytes = 1024 * 1024;

        private Builder(TexmlRedis redis) {
            this.redis = Objects.requireNonNull(redis, "redis");
        }

        /**
         * How many events Redis keeps, about, and for how long: a process that is away for longer, or by more, misses some.
         * An event of a call takes some 600 bytes of Redis. All processes are given the same. Default: 50,000 for 5 minutes.
         *
         * @param events at least 1
         * @param age a second to a week. While no event follows, and so none is trimmed, one stays for as long once more
         */
        public Builder kept(int events, Duration age) {
            if (events < 1) {
                throw new IllegalArgumentException("events must be at least 1, was " + events);
            }
            if (age.compareTo(SHORTEST_AGE) < 0 || age.compareTo(LONGEST_AGE) > 0) {
                throw new IllegalArgumentException("age must be a second to 7 days, was " + age);
            }
            this.length = events;
            this.age = age;
            return this;
        }

        /**
         * What this process keeps: how many events wait for a slow subscriber, are there for a late one, and are known as
         * repeats. Nobody else publishes there. Where it delivers on {@link Schedulers#immediate()}, reading waits for the
         * subscribers. Default: {@link CallbackEvents#inMemory()}.
         */
        public Builder memory(InMemoryCallbackEvents memory) {
            this.memory = Objects.requireNonNull(memory, "memory");
            return this;
        }

        /**
         * How long a callback may be, names and values of its parameters as the platform sent them; a longer one is refused. So
         * what a {@link io.texml.callbacks.CallbackReader} with the same number reads is taken. As {@linkplain CallbackJson text}
         * in Redis it may be longer: twice where all is quotes, six times where all is control characters. Default: 1 MiB, as a
         * reader's.
         *
         * @param bytes 1024 to 16 MiB
         */
        public Builder maxBytes(int bytes) {
            if (bytes < 1024 || bytes > MOST_BYTES) {
                throw new IllegalArgumentException("maxBytes must be 1024 to " + MOST_BYTES + ", was " + bytes);
            }
            this.maxBytes = bytes;
            return this;
        }

        /**
         * The events, heard from here on. It asks Redis and waits for it, so not on an event loop.
         *
         * @throws RedisUnavailableException when Redis is away, or refuses the user what is needed
         */
        public RedisCallbackEvents build() {
            return new RedisCallbackEvents(this);
        }
    }
}
