package io.texml.simulator.journal;

import io.texml.simulator.internal.contract.KnownNames;
import java.time.Duration;
import java.util.List;

/**
 * What the simulator remembers about the requests it got and the callbacks it sent, oldest first. It keeps the latest
 * ones up to the simulator's retention, up to 32 MB of bodies and as much of everything else, and counts those it dropped. Of a request without the key it
 * keeps method, path and status alone.
 *
 * <p>Operations go by their ids, such as {@code calls.create}; {@code media.get} is a request to a media link, and
 * {@code unknown} one to an address where nothing is. Callbacks go by their kinds, such as {@code call-completed}; see
 * {@link RecordedCallback#kind()}. A name that does not exist is an {@link IllegalArgumentException}, as an assertion
 * about it would assert nothing.
 */
public interface Journal {

    /** The requests, to the API and to media links. */
    List<RecordedRequest> requests();

    /** The requests of one operation. */
    default List<RecordedRequest> requests(String operation) {
        String known = KnownNames.operation(operation);
        return requests().stream()
                .filter(request -> request.operation().equals(known))
                .toList();
    }

    /** How many requests of one operation are remembered. */
    default int count(String operation) {
        return requests(operation).size();
    }

    /** An assertion about the requests of one operation. */
    default RequestCheck verify(String operation) {
        return new RequestCheck(operation, requests());
    }

    /** An assertion about the callbacks of one kind. */
    default CallbackCheck verifyCallbacks(String kind) {
        return new CallbackCheck(kind, callbacks());
    }

    /**
     * Asserts that requests of these operations came in this order; others may have come in between.
     *
     * @throws AssertionError when they did not
     */
    default void verifyOrder(String... operations) {
        for (String operation : operations) {
            KnownNames.operation(operation);
        }
        int found = 0;
        List<RecordedRequest> requests = requests();
        for (RecordedRequest request : requests) {
            if (found < operations.length && request.operation().equals(operations[found])) {
                found++;
            }
        }
        if (found < operations.length) {
            throw new AssertionError("Expected the order " + String.join(", ", operations) + ", but "
                    + operations[found] + " is missing at its place. " + Expectation.shown("request", requests));
        }
    }

    /** The callbacks, sent or not: one entry for each attempt. */
    List<RecordedCallback> callbacks();

    /** The callbacks of one kind. */
    default List<RecordedCallback> callbacks(String kind) {
        String known = KnownNames.callback(kind);
        return callbacks().stream()
                .filter(callback -> callback.kind().equals(known))
                .toList();
    }

    /**
     * Waits, in real time, until that many requests of one operation are remembered.
     *
     * @throws AssertionError when that takes longer than {@code atMost}
     */
    List<RecordedRequest> awaitRequests(String operation, int count, Duration atMost);

    /**
     * Waits, in real time, until that many callbacks of one kind are remembered.
     *
     * @throws AssertionError when that takes longer than {@code atMost}
     */
    List<RecordedCallback> awaitCallbacks(String kind, int count, Duration atMost);

    /**
     * Everything about one call in the order in which it happened: requests that named it in their path or in a parameter,
     * the states it entered, callbacks about it, the instructions it ran and those it did not. Empty for a call that is
     * not remembered.
     */
    List<TimelineEntry> timeline(String callSid);

    /**
     * What of one kind happened to any call, such as the verbs that were not run. Requests and callbacks are not among it:
     * see {@link #requests()} and {@link #callbacks()}.
     */
    List<TimelineEntry> notes(TimelineEntry.Kind kind);

    /**
     * The most calls of all accounts that were live at one moment: from the request that dialled to their end. Counted since
     * the start, the last {@code reset()} or the last {@link #clear()}.
     */
    int mostLiveCalls();

    /** The most calls of one account that were live at one moment; 0 for an account that never dialled. */
    int mostLiveCalls(String accountSid);

    /** How many entries were dropped because there were more than the simulator keeps. */
    long dropped();

    /** Forgets everything. */
    void clear();
}
