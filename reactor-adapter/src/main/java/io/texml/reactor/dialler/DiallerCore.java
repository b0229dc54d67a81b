package io.texml.reactor.dialler;

import io.texml.CallbackMethod;
import io.texml.RequestValidationException;
import io.texml.callbacks.CallProgress;
import io.texml.callbacks.Callback;
import io.texml.callbacks.CallbackKind;
import io.texml.callbacks.CallbackUrl;
import io.texml.calls.CallEvent;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.reactor.CallOutcome;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.internal.time.SerialExecutor;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.spi.LiveCalls.Dial;
import io.texml.reactor.spi.LiveCalls.Permit;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The calls of a dialler: which live, which sid is whose, and between which two parties a dial is not yet known by its sid.
 * All of it runs in the {@link SerialExecutor}; the numbers that {@link #load} reads are written there only.
 */
final class DiallerCore implements DialLoop.Dialling {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.dialler");

    /** So long after its call has ended a sid stays taken for dials that begin: no look-up may find it for a later dial. */
    private static final Duration SID_KEPT = Duration.ofMinutes(5);

    private final CallApi api;
    private final CallbackEvents events;
    private final DiallerSettings settings;
    private final Scheduler scheduler;
    private final Timer timer;
    private final SerialExecutor serial = new SerialExecutor();
    private final References references = new References();
    private final DialLoop loop;
    private final LookUps lookUps;

    private final Set<FollowedCall> live = new LinkedHashSet<>();
    /** Calls, and the reference of the dial that each is of. */
    private final Map<String, String> claimedSids = new HashMap<>();

    private final Deque<EndedSid> endedSids = new ArrayDeque<>();
    private final Map<Parties, Integer> unboundOf = new HashMap<>();
    /** When each began whose sid is not known, the oldest first. */
    private final Map<FollowedCall, Long> unboundSince = new LinkedHashMap<>();

    private final Map<Parties, Long> unknownUntil = new HashMap<>();
    private final Sinks.Empty<Void> whenStopped = Sinks.empty();
    private int notHeardOf;

    private volatile int liveNow;
    private final AtomicInteger unbound = new AtomicInteger();
    private final AtomicInteger overdue = new AtomicInteger();
    private final AtomicLong foundByLookUp = new AtomicLong();
    private final AtomicLong refusedCallbacks = new AtomicLong();
    private final Map<Outcome, Long> counted = new EnumMap<>(Outcome.class);
    private volatile Map<Outcome, Long> outcomes = Map.of();
    private volatile boolean isPaused;
    private volatile boolean isMissingCallbacks;

    private record EndedSid(String sid, long untilNanos) {}

    /** Follows the calls that one client dials and whose callbacks these events bring. */
    DiallerCore(TexmlClient client, CallbackEvents events, DiallerSettings settings) {
        this(CallApi.of(client), events, settings);
    }

    /** The same against whatever answers. */
    DiallerCore(CallApi api, CallbackEvents events, DiallerSettings settings) {
        this.api = api;
        this.events = events;
        this.settings = settings;
        this.scheduler = api.scheduler();
        this.timer = scheduler == Schedulers.parallel() ? Timer.system() : Timer.of(scheduler);
        this.loop = new DialLoop(serial, timer, settings.liveCalls(), this);
        this.lookUps = new LookUps(this, api);
        settings.liveCalls().useClock(scheduler);
        renewPermits();
    }

    // What callers ask for.

    /** Dials and follows one call; lazy. */
    Flux<LiveCallEvent> follow(CreateCall request) {
        return Flux.create(sink -> {
            SingleDial dial = new SingleDial(this, sink);
            serial.execute(() -> dial.begin(request));
            sink.onCancel(() -> serial.execute(dial::cancel));
        });
    }

    /** Dials the requests of a source; lazy. */
    Flux<CallResult> dialAll(Publisher<? extends CreateCall> requests) {
        return new SourceStream<>(this, requests, PlannedDial::of);
    }

    /** The same of dials that have a last word, or were made by another process; lazy. */
    Flux<CallResult> dialPlanned(Publisher<PlannedDial> dials) {
        return new SourceStream<>(this, dials, dial -> dial);
    }

    /** Follows a call that somebody else dialled; lazy. */
    Flux<LiveCallEvent> watch(String sid) {
        return Flux.create(sink -> {
            WatchedCall watched = new WatchedCall(sink);
            serial.execute(() -> {
                if (sink.isCancelled()) {
                    return;
                }
                FollowedCall call = FollowedCall.watched(this, sid, CallTimes.longest(settings.slack()), watched);
                watched.begun(call);
                call.listening(listen(events.ofCall(sid), call));
                call.lookNow();
            });
            sink.onCancel(() -> serial.execute(watched::cancel));
        });
    }

    void maxLiveCalls(int most) {
        settings.liveCalls().most(most);
    }

    DialLoop loop() {
        return loop;
    }

    void pause() {
        serial.execute(() -> {
            isPaused = true;
            loop.pause();
        });
    }

    void resume() {
        serial.execute(() -> {
            isPaused = false;
            isMissingCallbacks = false;
            notHeardOf = 0;
            loop.resume();
        });
    }

    /** Dials nothing more; ends when no call lives. */
    Mono<Void> stop() {
        serial.execute(() -> {
            loop.stop(new IllegalStateException("the dialler was stopped before this was dialled"));
            tellWhenIdle();
        });
        return whenStopped.asMono();
    }

    DiallerLoad load() {
        return new DiallerLoad(
                liveNow,
                settings.liveCalls().most(),
                loop.waiting(),
                unbound.get(),
                overdue.get(),
                lookUps.waiting(),
                foundByLookUp.get(),
                refusedCallbacks.get(),
                outcomes,
                isPaused,
                isMissingCallbacks);
    }

    /** How many sids of calls are remembered. */
    int remembered() {
        return claimedSids.size();
    }

    SerialExecutor serial() {
        return serial;
    }

    Timer timer() {
        return timer;
    }

    DiallerSettings settings() {
        return settings;
    }

    LookUps lookUps() {
        return lookUps;
    }

    Instant now() {
        return Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS));
    }

    /** Runs a task in the executor, later. */
    Disposable after(Duration delay, Runnable task) {
        return timer.schedule(() -> serial.execute(task), delay);
    }

    // What the loop asks for.

    @Override
    public boolean mayDial(Parties parties) {
        return !settings.separatesParties() || !unboundOf.containsKey(parties);
    }

    @Override
    public FollowedCall begin(PlannedDial planned, Permit permit, CallListener listener) {
        CreateCall asked = planned.request();
        PlannedDial.Earlier earlier = planned.earlier();
        String reference = earlier == null ? references.next() : earlier.reference();
        CallTimes times = CallTimes.of(asked, settings.slack());
        Dial dial = new Dial(
                reference,
                String.valueOf(asked.parameters().get("From")),
                String.valueOf(asked.parameters().get("To")),
                times.untilOver());
        CreateCall request = earlier == null ? withCallbacks(asked, reference) : asked;
        FollowedCall call =
                FollowedCall.dialled(this, asked, request, dial, planned.otherSids(), permit, times, listener);
        live.add(call);
        liveNow = live.size();
        unboundOf.merge(Parties.of(request), 1, Integer::sum);
        unboundSince.put(call, timer.nanos());
        unbound.incrementAndGet();
        // Before the dial is sent: the platform may be quicker with a callback than with its answer.
        call.listening(listen(events.ofReference(reference), call));
        return call;
    }

    private Disposable listen(Flux<Callback> callbacks, FollowedCall call) {
        return callbacks.subscribe(
                told -> serial.execute(() -> call.heard(told)),
                failure -> LOGGER.warn(
                        "a call's callbacks cannot be heard, so that it has to be looked up: {}",
                        failure.getClass().getName()));
    }

    @Override
    public void release(Permit permit) {
        tellPermit(permit::release);
    }

    /** What an implementation throws must not keep a call from its end. */
    void tellPermit(Runnable news) {
        try {
            news.run();
        } catch (Throwable thrown) {
            LOGGER.warn("the live calls threw {}", thrown.getClass().getName());
        }
    }

    @Override
    public Flux<CallOutcome> send(Publisher<CreateCall> source, Consumer<CallOutcome> onCancelled) {
        return api.dial(source, onCancelled);
    }

    /** What is wrong with a request; null when it can be dialled. */
    @Nullable
    RuntimeException problem(CreateCall request) {
        if (request.parameters().containsKey("StatusCallback") && settings.forwarder() == null) {
            return new RequestValidationException(
                    "CreateCall",
                    List.of("StatusCallback must not be set, as the dialler needs it to follow the call; use follow(..)"
                            + " or forwardStatusCallbacks(..) instead"));
        }
        return null;
    }

    /** The request with callback URLs that bring this call's news here. */
    private CreateCall withCallbacks(CreateCall asked, String reference) {
        CallbackUrl url = CallbackUrl.of(settings.publicUrl()).reference(reference);
        CreateCall.Builder request = asked.toBuilder()
                .statusCallback(url.kind(CallbackKind.CALL).toUri())
                .statusCallbackMethod(CallbackMethod.POST)
                .statusCallbackEvents(
                        List.of(CallEvent.INITIATED, CallEvent.RINGING, CallEvent.ANSWERED, CallEvent.COMPLETED));
        Map<String, Object> parameters = asked.parameters();
        if (Boolean.TRUE.equals(parameters.get("AsyncAmd")) && !parameters.containsKey("AsyncAmdStatusCallback")) {
            request.asyncMachineDetectionStatusCallback(
                            url.kind(CallbackKind.MACHINE_DETECTION).toUri())
                    .asyncMachineDetectionStatusCallbackMethod(CallbackMethod.POST);
        }
        if (Boolean.TRUE.equals(parameters.get("Record")) && !parameters.containsKey("RecordingStatusCallback")) {
            request.recordingStatusCallback(url.kind(CallbackKind.RECORDING).toUri())
                    .recordingStatusCallbackMethod(CallbackMethod.POST);
        }
        return request.build();
    }

    // What a call tells.

    /** Begins to tell the instrumentations of a call. */
    Consumer<CallResult> instrumented() {
        List<DiallerInstrumentation.Following> following =
                new ArrayList<>(settings.instrumentations().size());
        for (DiallerInstrumentation instrumentation : settings.instrumentations()) {
            try {
                following.add(instrumentation.begun());
            } catch (Throwable thrown) {
                failedToTell(thrown);
            }
        }
        return result -> {
            counted.merge(result.outcome(), 1L, Long::sum);
            outcomes = Map.copyOf(counted);
            for (DiallerInstrumentation.Following one : following) {
                try {
                    one.ended(result);
                } catch (Throwable thrown) {
                    failedToTell(thrown);
                }
            }
        };
    }

    private static void failedToTell(Throwable thrown) {
        LOGGER.warn(
                "an instrumentation of the dialler threw {}", thrown.getClass().getName());
    }

    /** Hands a callback on to the {@code StatusCallback} that the request had. */
    void forward(CreateCall asked, CallProgress told) {
        StatusCallbackForwarder forwarder = settings.forwarder();
        Object url = asked.parameters().get("StatusCallback");
        if (forwarder == null || url == null || !wants(asked, told.callStatus())) {
            return;
        }
        Mono.defer(() -> forwarder.forward(URI.create(url.toString()), told))
                .subscribe(
                        nothing -> {},
                        failure -> LOGGER.warn(
                                "a status callback could not be forwarded: {}",
                                failure.getClass().getName()));
    }

    private static boolean wants(CreateCall asked, @Nullable CallStatus status) {
        Object events = asked.parameters().getOrDefault("StatusCallbackEvent", CallEvent.COMPLETED.value());
        CallEvent event = status == null
                ? null
                : status.hasEnded()
                        ? CallEvent.COMPLETED
                        : status.is(CallStatus.IN_PROGRESS) ? CallEvent.ANSWERED : CallEvent.of(status.value());
        return event != null && List.of(events.toString().split(" ")).contains(event.value());
    }

    /**
     * Whether this sid is that of the dial with this reference from now on; false when it is another's. A dial whose follower
     * went away may be looked for here once more.
     */
    boolean claim(String sid, String reference) {
        forgetSids(timer.nanos());
        String owner = claimedSids.putIfAbsent(sid, reference);
        return owner == null || owner.equals(reference);
    }

    /** Whether a call is certainly of another dial than that with this reference. */
    boolean isOfAnother(String sid, String reference) {
        forgetSids(timer.nanos());
        String owner = claimedSids.get(sid);
        return owner != null && !owner.equals(reference);
    }

    /** Whether another dial between the same two, whose call is not known, can be what a look-up finds. */
    boolean mayBeOfAnother(FollowedCall call) {
        Long until = unknownUntil.get(call.parties());
        return unboundOf.getOrDefault(call.parties(), 0) > 1 || (until != null && until - timer.nanos() > 0);
    }

    /** The call's sid is known. */
    void bound(FollowedCall call) {
        noLongerUnbound(call);
    }

    /** Nobody knows what became of the call's dial. */
    void unknown(FollowedCall call) {
        long now = timer.nanos();
        unknownUntil.values().removeIf(until -> until - now <= 0);
        unknownUntil.merge(Objects.requireNonNull(call.parties()), call.overNanos(), Math::max);
        noLongerUnbound(call);
    }

    private void noLongerUnbound(FollowedCall call) {
        Parties parties = call.parties();
        if (parties != null && call.stopsBeingUnbound()) {
            unbound.decrementAndGet();
            unboundSince.remove(call);
            unboundOf.computeIfPresent(parties, (key, count) -> count == 1 ? null : count - 1);
            if (!unboundOf.containsKey(parties)) {
                loop.mayDialAgain(parties);
            }
        }
    }

    /** The call is over, or was not made. */
    void ended(FollowedCall call) {
        noLongerUnbound(call);
        if (live.remove(call)) {
            liveNow = live.size();
        }
        String sid = call.sid();
        long now = timer.nanos();
        if (sid != null && call.parties() != null) {
            endedSids.add(new EndedSid(sid, now + SID_KEPT.toNanos()));
        }
        forgetSids(now);
        tellWhenIdle();
    }

    /** Not while a dial that began before may still be looked for. */
    private void forgetSids(long now) {
        long since =
                unboundSince.isEmpty() ? now : unboundSince.values().iterator().next();
        for (EndedSid oldest = endedSids.peek();
                oldest != null && oldest.untilNanos() - since <= 0;
                oldest = endedSids.peek()) {
            endedSids.remove();
            claimedSids.remove(oldest.sid());
        }
    }

    private void tellWhenIdle() {
        if (loop.isStopped() && live.isEmpty()) {
            whenStopped.tryEmitEmpty();
        }
    }

    void overdue(int change) {
        overdue.addAndGet(change);
    }

    void refusedCallback() {
        refusedCallbacks.incrementAndGet();
    }

    /** A callback of one of the calls came. */
    void heardOfCalls() {
        notHeardOf = 0;
        isMissingCallbacks = false;
    }

    /** A look-up told what callbacks had not. */
    void foundByLookUp() {
        foundByLookUp.incrementAndGet();
    }

    /** No callback came of a call that the platform took. */
    void heardNothing() {
        if (++notHeardOf < settings.missingAfter() || isMissingCallbacks) {
            return;
        }
        isMissingCallbacks = true;
        LOGGER.warn(
                "no callback came of the last {} calls, which had to be looked up: check that {} is where the platform"
                        + " reaches this application, that a CallbackEndpoint is mounted there, and that it has the"
                        + " account's public key{}",
                notHeardOf,
                settings.publicUrl().getHost(),
                settings.stopsWhenMissing() ? "; nothing is dialled until resume() is called" : "");
        if (settings.stopsWhenMissing()) {
            isPaused = true;
            loop.pause();
        }
    }

    void hangUp(String sid, Consumer<Boolean> onEnd) {
        api.hangUp(sid)
                .subscribe(
                        call -> {},
                        failure -> serial.execute(() -> onEnd.accept(false)),
                        () -> serial.execute(() -> onEnd.accept(true)));
    }

    private void renewPermits() {
        Duration every = settings.liveCalls().renewEvery();
        if (every.isZero()) {
            return;
        }
        after(every, () -> {
            List<Permit> held = new ArrayList<>(live.size());
            for (FollowedCall call : live) {
                if (call.permit() != null) {
                    held.add(call.permit());
                }
            }
            tellPermit(() -> settings.liveCalls().renew(held));
            if (!(loop.isStopped() && live.isEmpty())) {
                renewPermits();
            }
        });
    }
}
