package io.texml.simulator;

import java.util.List;

/**
 * What the simulator remembers about the requests it got, oldest first. It keeps the latest ones up to the simulator's
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

    /** How many requests were dropped because there were more than the retention allows. */
    long dropped();

    /** Forgets everything. */
    void clear();
}
