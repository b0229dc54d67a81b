package io.texml.reactor.dialler;

import io.texml.calls.CreateCall;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEvents;
import java.net.URI;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Dials calls, follows each to its end, and lets only so many live at once. One dialler serves a whole application; it is
 * thread-safe.
 *
 * <pre>{@code
 * CallbackEvents events = CallbackEvents.inMemory();
 * // mount CallbackEndpoint.of(reader, events) where publicUrl leads
 * Dialler dialler = Dialler.builder(client, events, publicUrl).maxLiveCalls(20).build();
 * dialler.dialAll(requests).subscribe(result -> ...);
 * }</pre>
 *
 * <p>The answer to a dial holds no sid and not the outcome: callbacks tell both, and the platform loses, repeats and reorders
 * them. So each dial carries a reference of its own in its callback URLs, which nobody can guess. The first callback with it
 * that names the two parties of the request says which call it is. Callbacks that come twice or too late change nothing, and
 * a call whose next callback is overdue is looked up. A call of which nobody can say what became is told as
 * {@link CallResult.Outcome#UNKNOWN UNKNOWN}; it is not dialled again.
 *
 * <p><b>A permit</b> of {@link io.texml.reactor.spi.LiveCalls} is taken before a call is dialled and held until it has ended;
 * for a call that is told as unknown, until the longest life that its {@code Timeout} and {@code TimeLimit} allow is over.
 *
 * <p>Everything is lazy: nothing is dialled before somebody subscribes, and each subscription dials. Subscribers are called
 * one after the other, on the threads of callbacks, answers and timers; they must not block.
 */
public final class Dialler {

    private final DiallerCore core;

    Dialler(DiallerCore core) {
        this.core = core;
    }

    /**
     * Begins a dialler.
     *
     * @param client dials and looks up; closing it ends the dialler
     * @param events where the callbacks of its calls are published
     * @param publicUrl where the platform reaches the {@link io.texml.reactor.callbacks.CallbackEndpoint} that publishes them:
     *     absolute, {@code http} or {@code https}
     * @throws IllegalArgumentException when the URL is not
     */
    public static DiallerBuilder builder(TexmlClient client, CallbackEvents events, URI publicUrl) {
        return new DiallerBuilder(client, events, publicUrl);
    }

    /**
     * Dials a call and tells how it ended. Fails with what the client failed with when nothing rang for certain: the request
     * was refused, or could not be sent.
     *
     * <p>When it is cancelled, a dial that waits is not made, and a call that lives is hung up, or goes on unheard where
     * {@link DiallerBuilder#letGoOnCancel} says so. A dial that was written and whose call is not known yet is hung up as soon
     * as it is. In either case its permit is held until it has ended.
     *
     * @param request with no {@code StatusCallback} of its own
     */
    public Mono<CallResult> dial(CreateCall request) {
        return follow(request)
                .filter(event -> event.result() != null)
                .next()
                .map(event -> Objects.requireNonNull(event.result()));
    }

    /**
     * Dials a call and tells what happens to it, in the order of its meaning; the last event is its end, and holds the result.
     * Fails and is cancelled as {@link #dial} is. Events that are not asked for yet are kept; a call has few.
     */
    public Flux<LiveCallEvent> follow(CreateCall request) {
        return core.follow(Objects.requireNonNull(request, "request"));
    }

    /**
     * Follows a call that somebody else dialled, or one that came in, from now on. It is looked up at once, so that one that
     * is over completes the stream. After 4 hours, the longest that a call may last, it is told as unknown. Takes no permit,
     * and a cancel lets the call go on. The call's callbacks have to reach the
     * {@link CallbackEvents}; where they do not, it is looked up from time to time.
     */
    public Flux<LiveCallEvent> watch(String callSid) {
        return core.watch(Objects.requireNonNull(callSid, "callSid"));
    }

    /**
     * Dials every request of a source and tells how each call ended, in the order in which they end. A failure, or an unknown
     * outcome, is the result of one call and ends nothing else.
     *
     * <p>The next request is taken from the source when a live call may begin, the client's pace and limits let it go out, and
     * the subscriber has asked for more results than were taken: so a source of any size runs in constant memory. Streams of
     * one dialler take turns.
     *
     * <p>A cancel does to each of its calls what it does to {@link #dial}. When the source fails, gives a request that it was
     * not asked for, or the client is closed, the calls that are under way come to their ends, and then the stream fails.
     */
    public Flux<CallResult> dialAll(Publisher<? extends CreateCall> requests) {
        return core.dialAll(Objects.requireNonNull(requests, "requests"));
    }

    /**
     * As {@link #dialAll}, of dials that have a last word just before they go out, or that another process made; for
     * whoever writes down what it dials.
     *
     * <p>None of them is dialled once more, whatever {@link DiallerBuilder#redialUnknown} says, but those of a request alone.
     */
    public Flux<CallResult> dialPlanned(Publisher<PlannedDial> dials) {
        return core.dialPlanned(Objects.requireNonNull(dials, "dials"));
    }

    /** How many calls may live at once from now on; see {@link io.texml.reactor.spi.LiveCalls#most(int)}. */
    public void maxLiveCalls(int most) {
        core.maxLiveCalls(most);
    }

    /**
     * Dials nothing until {@link #resume}; calls that live go on, and who waits keeps waiting. A {@link PlannedDial} whose last
     * word is awaited still goes out.
     */
    public void pause() {
        core.pause();
    }

    /** Goes on after {@link #pause}, or after dialling was stopped because callbacks were missing. */
    public void resume() {
        core.resume();
    }

    /**
     * Dials nothing more, from the call on: streams end once their calls have, requests that were taken are told as
     * {@link CallResult.Outcome#NOT_DIALLED NOT_DIALLED}, a {@link #dial} that waits fails. Calls that live go on.
     *
     * @return completes when no call lives; hot
     */
    public Mono<Void> stop() {
        return core.stop();
    }

    /** Whose time its waits keep to: the scheduler of its client. */
    public Scheduler scheduler() {
        return core.timer().scheduler();
    }

    /** What it is doing at this moment, for gauges. */
    public DiallerLoad load() {
        return core.load();
    }

    /** How many calls live and may. */
    @Override
    public String toString() {
        DiallerLoad load = load();
        return "Dialler[live=" + load.live() + " of " + load.maxLive() + ", waiting=" + load.waiting() + "]";
    }
}
