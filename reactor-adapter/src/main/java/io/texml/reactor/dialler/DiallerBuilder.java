package io.texml.reactor.dialler;

import io.texml.callbacks.CallbackUrl;
import io.texml.reactor.TexmlClient;
import io.texml.reactor.callbacks.CallbackEvents;
import io.texml.reactor.spi.LiveCalls;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The settings of a {@link Dialler}. Each has a default that suits a real account. */
public final class DiallerBuilder {

    private static final int DEFAULT_LIVE_CALLS = 10;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final TexmlClient client;
    private final CallbackEvents events;
    private final URI publicUrl;

    private LiveCalls liveCalls = LiveCalls.inMemory(DEFAULT_LIVE_CALLS);
    private Duration slack = Duration.ofSeconds(30);
    private Duration checkAfter = Duration.ofMinutes(10);
    private Duration lookUpWithin = Duration.ofMinutes(2);
    private Duration lookUpPause = Duration.ofMillis(200);
    private Duration lateFacts = Duration.ofSeconds(10);
    private boolean hangsUpOnCancel = true;
    private int missingAfter = 20;
    private boolean stopsWhenMissing;
    private boolean separatesParties = true;
    private boolean redialsUnknown;
    private @Nullable StatusCallbackForwarder forwarder;
    private final List<DiallerInstrumentation> instrumentations = new ArrayList<>();

    DiallerBuilder(TexmlClient client, CallbackEvents events, URI publicUrl) {
        this.client = Objects.requireNonNull(client, "client");
        this.events = Objects.requireNonNull(events, "events");
        this.publicUrl = Objects.requireNonNull(publicUrl, "publicUrl");
        CallbackUrl.of(publicUrl);
    }

    /**
     * How many calls may live at once; default 10.
     *
     * @throws IllegalArgumentException when it is less than 1
     */
    public DiallerBuilder maxLiveCalls(int most) {
        return liveCalls(LiveCalls.inMemory(most));
    }

    /** Who counts the calls that live; in the place of {@link #maxLiveCalls}, to share a limit. */
    public DiallerBuilder liveCalls(LiveCalls liveCalls) {
        this.liveCalls = Objects.requireNonNull(liveCalls, "liveCalls");
        return this;
    }

    /**
     * How much later than its {@code Timeout} or {@code TimeLimit} allows a call's callback may come before the call is looked
     * up. Up to a day; default 30 seconds.
     */
    public DiallerBuilder slack(Duration slack) {
        this.slack = checked("slack", slack, Duration.ZERO);
        return this;
    }

    /**
     * How long nothing may be heard of an answered call before it is looked up; longer each time after that. One second to a
     * day; default 10 minutes.
     */
    public DiallerBuilder checkAfter(Duration checkAfter) {
        this.checkAfter = checked("checkAfter", checkAfter, Duration.ofSeconds(1));
        return this;
    }

    /**
     * How long a call is looked for whose sid no callback told, before it is told as unknown: what the API answers lags
     * behind. Look-ups that fail are repeated for longer, as they say nothing. One second to a day; default 2 minutes.
     */
    public DiallerBuilder lookUpWithin(Duration lookUpWithin) {
        this.lookUpWithin = checked("lookUpWithin", lookUpWithin, Duration.ofSeconds(1));
        return this;
    }

    /**
     * The pause between two look-ups, give or take a half: it bounds what look-ups cost when no callbacks come at all. A
     * millisecond to a day; default 200 milliseconds.
     */
    public DiallerBuilder lookUpPause(Duration lookUpPause) {
        this.lookUpPause = checked("lookUpPause", lookUpPause, Duration.ofMillis(1));
        return this;
    }

    /**
     * How long the result of a call that has ended waits for its recording and for machine detection, if the request asked for
     * them; its permit is given back at once. Up to a day, zero for not at all; default 10 seconds.
     */
    public DiallerBuilder lateFacts(Duration lateFacts) {
        this.lateFacts = checked("lateFacts", lateFacts, Duration.ZERO);
        return this;
    }

    /** A cancel lets a call that lives go on unheard; without this, it hangs up. */
    public DiallerBuilder letGoOnCancel() {
        this.hangsUpOnCancel = false;
        return this;
    }

    /**
     * After how many calls in a row of which no callback came a line in the log says that the callback URL is probably wrong,
     * and {@link DiallerLoad#isMissingCallbacks} holds. At least 1; default 20.
     */
    public DiallerBuilder missingCallbacksAfter(int calls) {
        if (calls < 1) {
            throw new IllegalArgumentException("missingCallbacksAfter must be at least 1, but is " + calls);
        }
        this.missingAfter = calls;
        return this;
    }

    /** Dials nothing more once callbacks are missing, until {@link Dialler#resume} is called; without this, it goes on. */
    public DiallerBuilder stopWhenCallbacksAreMissing() {
        this.stopsWhenMissing = true;
        return this;
    }

    /**
     * Dials between the same two parties go out although an earlier one is not known by its sid yet. Should the callbacks of
     * two such dials be lost, neither can be found, and both are told as unknown. Without this, the second waits.
     */
    public DiallerBuilder allowSimultaneousDialsToOneNumber() {
        this.separatesParties = false;
        return this;
    }

    /**
     * Dials a request once more whose answer was lost and which no call was found for; not one that several calls could be.
     * <b>Its phone may ring twice</b>: not to be
     * found is no proof that the first dial was not made. The permit of the first is held for as long as that call could live.
     * Without this, such a call is told as unknown; with this too, when the second dial was refused or not made.
     */
    public DiallerBuilder redialUnknown() {
        this.redialsUnknown = true;
        return this;
    }

    /**
     * Takes requests that have a {@code StatusCallback} of their own, and hands on what it should get. Without this they are
     * refused: the dialler needs that callback itself.
     */
    public DiallerBuilder forwardStatusCallbacks(StatusCallbackForwarder forwarder) {
        this.forwarder = Objects.requireNonNull(forwarder, "forwarder");
        return this;
    }

    /** Adds somebody who hears of every call. */
    public DiallerBuilder instrument(DiallerInstrumentation instrumentation) {
        this.instrumentations.add(Objects.requireNonNull(instrumentation, "instrumentation"));
        return this;
    }

    /** The dialler. It lives as long as its client, or until {@link Dialler#stop}. */
    public Dialler build() {
        return new Dialler(new DiallerCore(
                client,
                events,
                new DiallerSettings(
                        liveCalls,
                        publicUrl,
                        slack,
                        checkAfter,
                        lookUpWithin,
                        lookUpPause,
                        lateFacts,
                        hangsUpOnCancel,
                        missingAfter,
                        stopsWhenMissing,
                        separatesParties,
                        redialsUnknown,
                        forwarder,
                        List.copyOf(instrumentations))));
    }

    private static Duration checked(String name, Duration value, Duration least) {
        Objects.requireNonNull(value, name);
        if (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be between " + least + " and " + LONGEST + ", but is " + value);
        }
        return value;
    }
}
