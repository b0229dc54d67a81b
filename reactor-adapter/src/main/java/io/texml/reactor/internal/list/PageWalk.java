package io.texml.reactor.internal.list;

import io.texml.operation.Page;
import reactor.core.publisher.Mono;

/** Fetches one page after the other, for one subscription; called by one thread at a time. */
public interface PageWalk<T> {

    /** Whether a page is left. */
    boolean hasNext();

    /** The next page. */
    Mono<Page<T>> fetchNext();

    /** Goes on to the page after this one, or fails when its link must not be followed. */
    void advance(Page<T> page);
}
