package io.texml.reactor.dialler;

import io.texml.calls.CreateCall;
import io.texml.reactor.spi.LiveCalls.Dial;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A dial for {@link Dialler#dialPlanned}, and what has to be done just before it goes out. */
public final class PlannedDial {

    private final CreateCall request;
    private final @Nullable Function<? super Dial, Mono<Boolean>> lastWord;
    private final @Nullable Earlier earlier;
    private final Set<String> otherSids;

    /**
     * A dial of another process.
     *
     * @param reference what it was given
     * @param at when it was about to be written
     */
    record Earlier(String reference, Instant at) {

        /** Not the reference, which makes callbacks credible. */
        @Override
        public String toString() {
            return "Earlier[at=" + at + "]";
        }
    }

    private PlannedDial(
            CreateCall request,
            @Nullable Function<? super Dial, Mono<Boolean>> lastWord,
            @Nullable Earlier earlier,
            Set<String> otherSids) {
        this.request = Objects.requireNonNull(request, "request");
        this.lastWord = lastWord;
        this.earlier = earlier;
        this.otherSids = otherSids;
    }

    /** Dials this. */
    public static PlannedDial of(CreateCall request) {
        return new PlannedDial(request, null, null, Set.of());
    }

    /**
     * Dials this if the last word is {@code true}.
     *
     * @param lastWord asked once, when the permit is there and the client's pace and limits are open, so that nothing else is
     *     waited for: to ask whether one may dial still, or to write down that one will. Until it has answered, the dialler
     *     dials nothing else. On {@code false}, on nothing and on a failure the request is not sent, and the call is told as
     *     {@link CallResult.Outcome#NOT_DIALLED NOT_DIALLED}. It is cancelled when the dial is. Called on event loops and timers, so it
     *     must not block
     */
    public static PlannedDial of(CreateCall request, Function<? super Dial, Mono<Boolean>> lastWord) {
        return new PlannedDial(request, Objects.requireNonNull(lastWord, "lastWord"), null, Set.of());
    }

    /**
     * Dials nothing: looks for the call of a dial that another process, which is gone, was about to write or had written, and
     * follows it to its end under a permit. It is listened for by its reference, and looked for in the list of calls by the two
     * parties and the time. When it is not found, or several calls could be it, it is told as
     * {@link CallResult.Outcome#UNKNOWN UNKNOWN}.
     *
     * @param request that was dialled: its two parties, {@code Timeout} and {@code TimeLimit} count
     * @param reference that of the {@link Dial} which the last word was told
     * @param at when the last word was told it, or said {@code true}
     */
    public static PlannedDial madeEarlier(CreateCall request, String reference, Instant at) {
        return new PlannedDial(
                request,
                null,
                new Earlier(Objects.requireNonNull(reference, "reference"), Objects.requireNonNull(at, "at")),
                Set.of());
    }

    /**
     * This, and if its call has to be looked for, it is none of these. A dialler knows the calls that it dialled itself; this is
     * for those that another process dialled between the same two shortly before.
     *
     * @param sids of calls
     */
    public PlannedDial notToBeTakenFor(Collection<String> sids) {
        return new PlannedDial(request, lastWord, earlier, Set.copyOf(sids));
    }

    /** What is dialled. */
    public CreateCall request() {
        return request;
    }

    @Nullable
    Function<? super Dial, Mono<Boolean>> lastWord() {
        return lastWord;
    }

    @Nullable
    Earlier earlier() {
        return earlier;
    }

    Set<String> otherSids() {
        return otherSids;
    }

    /** Whether it may be dialled once more by itself: nobody counts its dials. */
    boolean mayBeRepeated() {
        return lastWord == null && earlier == null;
    }

    /** Nothing: a request holds phone numbers. */
    @Override
    public String toString() {
        return "PlannedDial[]";
    }
}
