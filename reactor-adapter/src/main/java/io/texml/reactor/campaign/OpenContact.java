package io.texml.reactor.campaign;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A contact that was taken and whose result is not told. Where it is ({@link Place}) is changed in the run's executor; what its
 * last word found, {@code hold} and {@code intent}, is written by whoever says that, before the dialler hears of it, and read
 * after the dialler told the result.
 */
final class OpenContact<C> {

    final String key;
    final C contact;
    final ZoneId zone;

    private final List<Attempt> attempts;
    private @Nullable DialIntent underWay;
    private @Nullable DialIntent intent;
    private @Nullable Hold hold;

    private Place place = Place.NOWHERE;
    /** When it is to be dialled, while it waits. */
    private Instant due = Instant.MIN;

    /** Where a contact is. */
    enum Place {
        /** On its way from one place to the next. */
        NOWHERE,
        /** Not dialled yet: it waits for its hours or its turn. */
        WAITING,
        /** Its redial is for later. */
        REDIAL_WAITING,
        /** Its redial waits for its turn. */
        REDIAL_DUE,
        /** With the dialler. */
        LIVE
    }

    /**
     * Why the last word was not to dial.
     *
     * @param why what became of the contact; null when it only waits
     * @param failure what it failed with
     * @param until when it may be dialled again, if it waits
     */
    record Hold(
            @Nullable ContactOutcome why,
            @Nullable Throwable failure,
            @Nullable Instant until) {}

    OpenContact(String key, C contact, ZoneId zone, ContactHistory history) {
        this.key = key;
        this.contact = contact;
        this.zone = zone;
        this.attempts = new ArrayList<>(history.attempts());
        this.underWay = history.underWay();
    }

    List<Attempt> attempts() {
        return attempts;
    }

    boolean isRedial() {
        return !attempts.isEmpty();
    }

    /** The dial that an earlier run was about to make; null when there is none, or its end is known. */
    @Nullable
    DialIntent underWay() {
        return underWay;
    }

    Place place() {
        return place;
    }

    void place(Place newPlace) {
        place = newPlace;
    }

    Instant due() {
        return due;
    }

    void due(Instant at) {
        due = at;
    }

    /** It goes to the dialler: nothing was said of this dial. */
    void begin() {
        intent = underWay;
        hold = null;
    }

    /** The intent to dial it is safe. */
    void intended(DialIntent safe) {
        intent = safe;
    }

    void hold(Hold why) {
        hold = why;
    }

    @Nullable
    Hold hold() {
        return hold;
    }

    /** What was intended of the dial that is with the dialler; null when it did not come to that. */
    @Nullable
    DialIntent intent() {
        return intent;
    }

    void ended(Attempt attempt) {
        attempts.add(Objects.requireNonNull(attempt));
        underWay = null;
        intent = null;
    }
}
