package io.texml.reactor.callbacks;

import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackKind;
import io.texml.reactor.internal.callbacks.EventHub;
import io.texml.reactor.internal.time.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The events of one process. It has no threads and nothing to close; what it keeps is bounded, however many calls there are.
 *
 * <p>Subscribers are called on {@link Schedulers#boundedElastic()} if {@link Builder#deliverOn} names no other, so one that
 * blocks holds up neither the platform's requests nor other subscribers.
 */
public final class InMemoryCallbackEvents implements CallbackEvents {

    private final EventHub<Callback> hub;

    private InMemoryCallbackEvents(Builder builder) {
        EventHub.Bounds bounds = new EventHub.Bounds(
                builder.waiting,
                builder.recentPerCall,
                builder.recent,
                builder.recentAge,
                builder.repeats,
                builder.repeatAge);
        this.hub = new EventHub<>(bounds, builder.timer, builder.deliverOn);
    }

    /** Begins events with other bounds. */
    public static Builder builder() {
        return new Builder();
    }

    /** The sid of a call is a key by itself. */
    private record Reference(String value) {}

    @Override
    public Mono<Void> publish(Callback callback) {
        Objects.requireNonNull(callback, "callback");
        return Mono.fromRunnable(() -> hub.publish(callback, identityOf(callback), topicsOf(callback)));
    }

    private static List<Object> topicsOf(Callback callback) {
        List<Object> topics = new ArrayList<>(2);
        String callSid = callback.callSid();
        if (callSid != null) {
            topics.add(callSid);
        }
        String reference = callback.reference();
        if (reference != null) {
            topics.add(new Reference(reference));
        }
        return topics;
    }

    /** The same text for a callback that is told again; null where nothing tells a repeat from something new. */
    private static @Nullable String identityOf(Callback callback) {
        boolean aboutSomething =
                callback.callSid() != null || callback.parameters().containsKey("ConferenceSid");
        if (callback.sequenceNumber() != null && aboutSomething) {
            return identity(callback, "CallStatus", "StatusCallbackEvent", "ConferenceSid", "SequenceNumber");
        }
        if (callback.timestamp() != null && aboutSomething) {
            return identity(
                    callback,
                    "CallStatus",
                    "StatusCallbackEvent",
                    "ConferenceSid",
                    "StreamSid",
                    "StreamEvent",
                    "SiprecSid",
                    "SiprecEvent",
                    "ReferCallStatus",
                    "RecordingSid",
                    "RecordingStatus",
                    "AnsweredBy",
                    "TranscriptionSid",
                    "Transcript",
                    "Timestamp");
        }
        CallbackKind kind = callback.kind();
        return switch (kind) {
            case MACHINE_DETECTION -> callback.callSid() == null ? null : identity(callback, "AnsweredBy");
            case RECORDING -> identityOf(callback, "RecordingSid", "RecordingStatus");
            case RECORDING_TRANSCRIPTION -> identityOf(callback, "TranscriptionSid");
            default -> null;
        };
    }

    private static @Nullable String identityOf(Callback callback, String sid, String... names) {
        return callback.parameters().containsKey(sid)
                ? identity(callback, sid) + (names.length == 0 ? "" : identity(callback, names))
                : null;
    }

    private static String identity(Callback callback, String... names) {
        // What nobody signed must not silence what was signed.
        StringBuilder identity = new StringBuilder(96)
                .append(callback.kind().value())
                .append('\n')
                .append(callback.verification())
                .append('\n')
                .append(callback.callSid());
        for (String name : names) {
            identity.append('\n').append(callback.parameters().get(name));
        }
        return identity.toString();
    }

    @Override
    public Flux<Callback> all() {
        return hub.all();
    }

    @Override
    public <T extends Callback> Flux<T> on(Class<T> type) {
        return hub.ofType(Objects.requireNonNull(type, "type"));
    }

    @Override
    public Flux<Callback> ofCall(String callSid) {
        return hub.about(Objects.requireNonNull(callSid, "callSid"));
    }

    @Override
    public Flux<Callback> ofReference(String reference) {
        return hub.about(new Reference(Objects.requireNonNull(reference, "reference")));
    }

    /** What it holds now. */
    public EventsLoad load() {
        return new EventsLoad(hub.subscribers(), hub.recent(), hub.lost(), hub.repeats());
    }

    /** How much there is; nothing of what was told. */
    @Override
    public String toString() {
        return "InMemoryCallbackEvents[" + load() + "]";
    }

    /** The bounds, each with a default that suits some hundred calls a minute and takes some ten megabytes at most. */
    public static final class Builder {

        private int waiting = 256;
        private int recentPerCall = 32;
        private int recent = 10_000;
        private Duration recentAge = Duration.ofMinutes(5);
        private int repeats = 50_000;
        private Duration repeatAge = Duration.ofMinutes(10);
        private Scheduler deliverOn = Schedulers.boundedElastic();
        private Timer timer = Timer.system();

        private Builder() {}

        /**
         * How many events wait for one subscriber at most; when more come it loses the oldest. Default: 256.
         *
         * @param events at least 1
         */
        public Builder waiting(int events) {
            this.waiting = atLeast(1, events, "waiting");
            return this;
        }

        /**
         * How many recent events of one call, and of one reference, are kept for those who subscribe later. Default: 32.
         *
         * @param events 0 keeps none
         */
        public Builder recentPerCall(int events) {
            this.recentPerCall = atLeast(0, events, "recentPerCall");
            return this;
        }

        /**
         * How many recent events of all calls together are kept, and for how long. Default: 10,000 for 5 minutes.
         *
         * @param events 0 keeps none
         * @param age more than zero
         */
        public Builder recent(int events, Duration age) {
            this.recent = atLeast(0, events, "recent");
            this.recentAge = positive(age);
            return this;
        }

        /**
         * How many callbacks are remembered to know their repeats, and for how long. Default: 50,000 for 10 minutes.
         *
         * @param callbacks 0 lets repeats through
         * @param age more than zero
         */
        public Builder repeats(int callbacks, Duration age) {
            this.repeats = atLeast(0, callbacks, "repeats");
            this.repeatAge = positive(age);
            return this;
        }

        /**
         * Where subscribers are called. Default: {@link Schedulers#boundedElastic()}. On {@link Schedulers#parallel()} none may
         * block; on {@link Schedulers#immediate()} the request of the platform waits for all of them.
         */
        public Builder deliverOn(Scheduler scheduler) {
            this.deliverOn = Objects.requireNonNull(scheduler, "scheduler");
            return this;
        }

        /** Whose clock tells how old something is; for tests in virtual time. Default: the machine's. */
        public Builder scheduler(Scheduler scheduler) {
            this.timer = Timer.of(Objects.requireNonNull(scheduler, "scheduler"));
            return this;
        }

        /** The events. */
        public InMemoryCallbackEvents build() {
            return new InMemoryCallbackEvents(this);
        }

        private static int atLeast(int least, int value, String name) {
            if (value < least) {
                throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
            }
            return value;
        }

        private static Duration positive(Duration age) {
            if (age.isZero() || age.isNegative()) {
                throw new IllegalArgumentException("age must be more than zero, was " + age);
            }
            return age;
        }
    }
}
