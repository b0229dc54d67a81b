package io.texml.reactor.dialler;

import io.texml.ExchangeDetails;
import io.texml.Headers;
import io.texml.TransportException;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackReader;
import io.texml.callbacks.VerificationPolicy;
import io.texml.calls.Call;
import io.texml.calls.CallCreated;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.calls.ListCalls;
import io.texml.reactor.CallOutcome;
import io.texml.reactor.callbacks.InMemoryCallbackEvents;
import io.texml.reactor.spi.LiveCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * A platform in virtual time and on one thread: calls live as {@link #nextLife} says, answers and callbacks come as
 * {@link #nextAnswer} and {@link #delivery} say.
 */
public final class FakePlatform implements CallApi {

    public final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    final InMemoryCallbackEvents events = InMemoryCallbackEvents.builder()
            // Whoever listens has listened before.
            .recent(1_000, Duration.ofMinutes(5))
            .scheduler(time)
            .deliverOn(Schedulers.immediate())
            .build();
    public final List<LiveCall> calls = new ArrayList<>();

    /** What becomes of the next dial's answer. */
    public Function<CreateCall, Answer> nextAnswer = request -> Answer.TAKEN;
    /** How the next call lives. */
    public Function<CreateCall, Life> nextLife = request -> Life.answered(Duration.ofSeconds(20));
    /** When a callback is told, after it happened; empty for never, several for repeats. */
    public Function<String, List<Duration>> delivery = status -> List.of(Duration.ZERO);
    /** When a dial that is asked for now may go out. */
    public Duration opensAfter = Duration.ZERO;
    /** How much the API's reading lags behind. */
    public Duration lag = Duration.ZERO;

    /** How far its clock is ahead of this machine's; null for answers that do not tell its time. */
    @Nullable
    public Duration clockAhead = Duration.ZERO;

    public Duration answerTime = Duration.ofMillis(100);
    public boolean hasWaiting;

    @Nullable
    public RuntimeException readsFailWith;

    @Nullable
    public RuntimeException hangUpsFailWith;

    /** What dials fail with before they ask for a request; null while the client is open. */
    @Nullable
    public RuntimeException closed;

    public int live;
    public int mostLive;
    /** Whether lists hold calls of anybody and of any day. */
    public boolean ignoresFilters;

    /** How long a look-up takes. */
    public Duration readTime = Duration.ZERO;

    public final List<Instant> readAt = new ArrayList<>();
    public int readsUnderWay;
    public int mostReadsUnderWay;
    public int reads;
    public int lists;
    public int hangUps;
    public int dialsRequested;

    /** What becomes of a dial. */
    public enum Answer {
        TAKEN,
        TAKEN_WITH_SID,
        REFUSED,
        LOST_AFTER_ACTING,
        LOST_BEFORE_ACTING
    }

    /** What becomes of a call. */
    public record Life(Duration rings, Duration endsAfter, CallStatus end) {

        public static Life answered(Duration talks) {
            return new Life(Duration.ofSeconds(3), talks, CallStatus.COMPLETED);
        }

        public static Life busy() {
            return new Life(Duration.ofSeconds(1), Duration.ofSeconds(2), CallStatus.BUSY);
        }

        boolean isAnswered() {
            return end.is(CallStatus.COMPLETED);
        }
    }

    /** One call at the platform. */
    public final class LiveCall {

        public final String sid;
        public final CreateCall request;
        public Instant began = now();
        public final Life life;
        public CallStatus status = CallStatus.QUEUED;
        CallStatus seen = CallStatus.QUEUED;
        boolean isVisible;

        @Nullable
        public Instant ended;

        LiveCall(CreateCall request, Life life) {
            this.sid = "v3:call-" + calls.size();
            this.request = request;
            this.life = life;
        }

        void begin() {
            began = now();
            live++;
            mostLive = Math.max(mostLive, live);
            later(lag, () -> isVisible = true);
            enter(CallStatus.INITIATED);
            later(Duration.ofMillis(500), () -> enter(CallStatus.RINGING));
            if (life.isAnswered()) {
                later(life.rings(), () -> enter(CallStatus.IN_PROGRESS));
                later(life.rings().plus(life.endsAfter()), () -> enter(CallStatus.COMPLETED));
            } else {
                later(life.endsAfter(), () -> enter(life.end()));
            }
        }

        void enter(CallStatus next) {
            if (status.hasEnded()) {
                return;
            }
            status = next;
            later(lag, () -> seen = next);
            if (next.hasEnded()) {
                live--;
                ended = now();
            }
            Map<String, String> fields = fields(next);
            for (Duration delay : delivery.apply(next.value())) {
                later(delay, () -> tell(fields));
            }
        }

        public Map<String, String> fields(CallStatus told) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("CallSid", sid);
            fields.put("From", text(request, "From"));
            fields.put("To", text(request, "To"));
            fields.put("CallStatus", told.value());
            fields.put("CallbackSource", "call-progress-events");
            fields.put("Timestamp", now().toString());
            return fields;
        }

        void tell(Map<String, String> fields) {
            FakePlatform.this.tell(text(request, "StatusCallback"), fields);
        }

        private Call read() {
            boolean over = seen.hasEnded();
            return new Call(
                    sid,
                    null,
                    seen,
                    null,
                    text(request, "From"),
                    text(request, "To"),
                    null,
                    null,
                    null,
                    null,
                    byItsClock(began),
                    over ? byItsClock(ended) : null,
                    over ? Duration.between(began, ended) : null,
                    null,
                    null,
                    byItsClock(began),
                    null,
                    null,
                    Map.of());
        }
    }

    /** A dialler that dials here. */
    public Dialler dialler(LiveCalls liveCalls) {
        return new Dialler(new DiallerCore(this, events, new TestSettings().settings(liveCalls)));
    }

    public Instant now() {
        return Instant.ofEpochMilli(time.now(TimeUnit.MILLISECONDS));
    }

    public void later(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            time.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    public void advance(Duration duration) {
        time.advanceTimeBy(duration);
    }

    public LiveCall call(int index) {
        return calls.get(index);
    }

    /** A callback with these fields comes to this URL. */
    public void tell(String url, Map<String, String> fields) {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        Callback callback = READER.read(
                "POST",
                URI.create(url).getRawQuery(),
                name -> name.equals("content-type") ? List.of("application/x-www-form-urlencoded") : List.of(),
                form.toString().getBytes(StandardCharsets.UTF_8));
        events.publish(callback).subscribe();
    }

    private static final CallbackReader READER = CallbackReader.builder()
            .instructions(VerificationPolicy.NONE)
            .statusCallbacks(VerificationPolicy.NONE)
            .build();

    public static String text(CreateCall request, String parameter) {
        return String.valueOf(request.parameters().get(parameter));
    }

    @Override
    public Scheduler scheduler() {
        return time;
    }

    @Override
    public boolean hasWaiting() {
        return hasWaiting;
    }

    @Override
    public Flux<CallOutcome> dial(Publisher<CreateCall> source, Consumer<CallOutcome> onCancelled) {
        return Flux.<CallOutcome>create(sink -> {
            RuntimeException why = closed;
            if (why != null) {
                sink.error(why);
                return;
            }
            Dial dial = new Dial(sink::next, sink::complete, onCancelled);
            source.subscribe(dial);
            sink.onCancel(dial::abort);
        });
    }

    /** One dial: asks for its request when the way is open. */
    private final class Dial extends BaseSubscriber<CreateCall> {

        private final Consumer<CallOutcome> onOutcome;
        private final Runnable onEnd;
        private final Consumer<CallOutcome> onCancelled;
        private @Nullable CreateCall request;
        private boolean isDone;

        Dial(Consumer<CallOutcome> onOutcome, Runnable onEnd, Consumer<CallOutcome> onCancelled) {
            this.onOutcome = onOutcome;
            this.onEnd = onEnd;
            this.onCancelled = onCancelled;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            later(opensAfter, () -> {
                if (!isDone) {
                    request(1);
                }
            });
        }

        @Override
        protected void hookOnNext(CreateCall asked) {
            request = asked;
            dialsRequested++;
            Answer answer = nextAnswer.apply(asked);
            boolean acts = answer != Answer.REFUSED && answer != Answer.LOST_BEFORE_ACTING;
            LiveCall call = acts ? new LiveCall(asked, nextLife.apply(asked)) : null;
            if (call != null) {
                calls.add(call);
                later(answerTime.dividedBy(2), call::begin);
            }
            later(answerTime, () -> end(outcome(asked, answer, call)));
        }

        private void end(CallOutcome outcome) {
            if (!isDone) {
                isDone = true;
                onOutcome.accept(outcome);
                onEnd.run();
            }
        }

        void abort() {
            if (!isDone) {
                isDone = true;
                cancel();
                if (request != null) {
                    onCancelled.accept(new CallOutcome(request, null, lost(true)));
                }
            }
        }
    }

    private static CallOutcome outcome(CreateCall request, Answer answer, @Nullable LiveCall call) {
        return switch (answer) {
            case TAKEN -> new CallOutcome(request, created(Map.of()), null);
            case TAKEN_WITH_SID -> new CallOutcome(request, created(Map.of("call_sid", call.sid)), null);
            case REFUSED -> new CallOutcome(request, null, lost(false));
            case LOST_AFTER_ACTING, LOST_BEFORE_ACTING -> new CallOutcome(request, null, lost(true));
        };
    }

    private static CallCreated created(Map<String, @Nullable Object> more) {
        return new CallCreated(null, null, CallStatus.QUEUED, more);
    }

    private static TransportException lost(boolean outcomeUnknown) {
        return new TransportException(TransportException.Phase.SENT, "a test", details(outcomeUnknown), null);
    }

    public static ExchangeDetails details(boolean outcomeUnknown) {
        return new ExchangeDetails("calls.create", "/Calls", null, 1, null, outcomeUnknown);
    }

    @Override
    public Mono<Call> get(String callSid) {
        return Flux.defer(() -> {
                    reads++;
                    return readsFailWith != null
                            ? Mono.error(readsFailWith)
                            : Flux.fromIterable(calls)
                                    .filter(call -> call.isVisible && call.sid.equals(callSid))
                                    .next()
                                    .map(LiveCall::read)
                                    .switchIfEmpty(Mono.error(lost(false)));
                })
                .transform(this::slowly)
                .next();
    }

    private <T> Flux<T> slowly(Flux<T> read) {
        return Flux.defer(() -> {
                    readAt.add(now());
                    readsUnderWay++;
                    mostReadsUnderWay = Math.max(mostReadsUnderWay, readsUnderWay);
                    return readTime.isZero() ? read : read.delaySubscription(readTime, time);
                })
                .doOnTerminate(() -> readsUnderWay--)
                .doOnCancel(() -> readsUnderWay--);
    }

    @Override
    public Mono<Call> hangUp(String callSid) {
        return Mono.defer(() -> {
            hangUps++;
            if (hangUpsFailWith != null) {
                return Mono.error(hangUpsFailWith);
            }
            LiveCall call = calls.stream()
                    .filter(other -> other.sid.equals(callSid))
                    .findFirst()
                    .orElseThrow();
            call.enter(call.status.is(CallStatus.IN_PROGRESS) ? CallStatus.COMPLETED : CallStatus.CANCELED);
            return Mono.just(call.read());
        });
    }

    private Headers headers() {
        return Headers.of(
                clockAhead == null
                        ? Map.of()
                        : Map.of(
                                "date",
                                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                        now().plus(clockAhead).atZone(ZoneOffset.UTC))));
    }

    /** Days are of its own clock, and neither of the two counts itself. */
    private boolean isAskedFor(LiveCall call, ListCalls query) {
        LocalDate day = LocalDate.ofInstant(byItsClock(call.began), ZoneOffset.UTC);
        return text(call.request, "From").equals(query.parameters().get("From"))
                && text(call.request, "To").equals(query.parameters().get("To"))
                && day.isAfter(LocalDate.parse(String.valueOf(query.parameters().get("StartTime>"))))
                && day.isBefore(
                        LocalDate.parse(String.valueOf(query.parameters().get("StartTime<"))));
    }

    private Instant byItsClock(Instant time) {
        return clockAhead == null ? time : time.plus(clockAhead);
    }

    @Override
    public Flux<Call> list(ListCalls query, Function<Headers, Predicate<Call>> filter) {
        return Flux.defer(() -> {
                    lists++;
                    return readsFailWith != null
                            ? Flux.error(readsFailWith)
                            : Flux.fromIterable(List.copyOf(calls))
                                    .filter(call -> call.isVisible && (ignoresFilters || isAskedFor(call, query)))
                                    .map(LiveCall::read)
                                    .filter(filter.apply(headers()));
                })
                .transform(this::slowly);
    }
}
