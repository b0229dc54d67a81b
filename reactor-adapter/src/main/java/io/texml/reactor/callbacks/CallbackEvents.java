package io.texml.reactor.callbacks;

import io.texml.callbacks.Callback;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the platform tells, as streams. A {@link CallbackEndpoint} publishes what it received; whoever is interested
 * subscribes. The events of one process are kept in its memory ({@link #inMemory()}); an implementation over a store lets
 * every process hear what any of them received.
 *
 * <pre>{@code
 * String reference = UUID.randomUUID().toString(); // also in the URL that is dialled with: CallbackUrl.reference
 * events.ofReference(reference)
 *         .ofType(CallProgress.class)
 *         .takeUntil(CallProgress::hasEnded)
 *         .subscribe(progress -> ...);
 * }</pre>
 *
 * <p>What holds for every implementation:
 *
 * <ul>
 *   <li><b>A stream is active from its subscription on</b>, so that one can listen before one dials, and has no end: a
 *       recording may follow when a call is over. Cancel it, or {@code take} what you need.
 *   <li><b>It is as the platform sends it</b>: callbacks get lost, and overtake each other.
 *   <li><b>A repeat is told to nobody twice</b>: what has the kind, the verification, the call and the sequence number of one that was told, or
 *       its timestamp where it has no number. Of the kinds that have neither, a result of machine detection is one of the
 *       same call and result, a recording one of the same sid and status, a transcription one of the same sid; the others
 *       (live transcription, what asks for a document, unknown ones) may say the same again and are never taken for
 *       repeats. How long that is remembered is bounded.
 *   <li><b>A slow subscriber harms itself</b>: only so many events wait for it, then it loses the oldest of them. Others, and
 *       whoever publishes, do not wait for it.
 *   <li><b>A late subscriber</b> to one call or reference gets its recent events first, as far as they are kept.
 * </ul>
 */
public interface CallbackEvents {

    /**
     * Tells all who want to know; lazy. It completes when they will be told and fails when they will not: the platform then
     * repeats it. A repeat completes too. Whoever subscribes lets it run to its end, so an implementation over a store bounds
     * how long it takes.
     */
    Mono<Void> publish(Callback callback);

    /** Everything. */
    Flux<Callback> all();

    /**
     * What is of one type.
     *
     * @param type one of the records of {@link Callback}
     */
    <T extends Callback> Flux<T> on(Class<T> type);

    /**
     * What is about one call.
     *
     * @param callSid as in {@link Callback#callSid()}
     */
    Flux<Callback> ofCall(String callSid);

    /**
     * What came to a URL that the application made with this reference.
     *
     * @param reference as in {@link Callback#reference()}
     */
    Flux<Callback> ofReference(String reference);

    /** Events in the memory of this process, with the bounds of {@link InMemoryCallbackEvents#builder()}. */
    static InMemoryCallbackEvents inMemory() {
        return InMemoryCallbackEvents.builder().build();
    }
}
