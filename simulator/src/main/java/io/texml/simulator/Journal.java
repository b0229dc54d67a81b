package io.texml.simulator;

import java.time.Duration;
import java.util.List;

/**
 * What the simulator remembers about the requests it got and the callbacks it sent, oldest first. It keeps the latest ones up to the simulator's
 * retention and counts those it dropped.
 */
public interface Journal {

    /** The requests, to the API and to media links. */
    List<RecordedRequest> requests();

    /** The requests of one operation: an id such as {@code calls.create}, {@code media.get} or {@code unknown}. */
    default List<RecordedRequest> requests(String operation) {
        return requests().stream()
                .filter(request -> request.operation().equals(operation))
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

    /**
     * Asserts that requests of these operations came in this order; others may have come in between.
     *
     * @throws AssertionError when they did not
     */
    default void verifyOrder(String... operations) {
        int found = 0;
        List<RecordedRequest> requests = requests();
        for (RecordedRequest request : requests) {
            if (found < operations.length && request.operation().equals(operations[found])) {
                found++;
            }
        }
        if (found < operations.length) {
            throw new AssertionError("Expected the order " + String.join(", ", operations) + ", but "
                    + operations[found] + " is missing at its place. All requests: " + requests);
        }
    }

    /** The callbacks, sent or not. */
    List<RecordedCallback> callbacks();

    /** The callbacks of one kind, such as {@code call-completed}. */
    default List<RecordedCallback> callbacks(String kind) {
        return callbacks().stream()
                .filter(callback -> callback.kind().equals(kind))
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

    /** How many requests and callbacks were dropped because there were more than the retention allows. */
    long dropped();

    /** Forgets everything. */
    void clear();
}
