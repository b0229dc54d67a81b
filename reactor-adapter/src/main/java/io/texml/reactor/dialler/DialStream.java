package io.texml.reactor.dialler;

import io.texml.reactor.internal.time.Link;
import io.texml.reactor.internal.time.SerialExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants calls dialled: one {@code dial}, or a source of any size. Its {@link Place} and the request in its hand
 * are changed by {@link DialLoop} alone; all of it runs in the dialler's {@link SerialExecutor}.
 */
abstract class DialStream extends Link {

    private Place place = Place.AWAY;
    private @Nullable PlannedDial inHand;

    /** Where it stands. */
    enum Place {
        /** Wants nothing now. */
        AWAY,
        /** In the loop's line, with a request in hand or a source that may be asked for one. */
        IN_LINE,
        /** Its source was asked for a request and has not answered. */
        ASKED,
        /** Its request waits until another dial between the same two parties is known by its sid. */
        PARKED,
        /** For good. */
        GONE
    }

    final Place place() {
        return place;
    }

    final void place(Place newPlace) {
        place = newPlace;
    }

    /** The request that it wants dialled next; null when its source has to be asked. */
    final @Nullable PlannedDial inHand() {
        return inHand;
    }

    final void inHand(@Nullable PlannedDial dial) {
        inHand = dial;
    }

    /** Whether its source may be asked for a request, as there is demand for one result more. */
    abstract boolean wantsOne();

    /** Asks its source for one request; {@link DialLoop#arrived} or {@link DialLoop#nothingCame} is told. */
    abstract void askForOne();

    /** The request that was in its hand is dialled now; who hears of the call. */
    abstract CallListener dialling(PlannedDial dial);

    /** Nothing more is dialled; why. */
    abstract void refused(RuntimeException why);
}
