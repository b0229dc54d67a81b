package io.texml.benchmarks.parts;

import io.texml.operation.Page;
import io.texml.reactor.internal.list.PagePublisher;
import io.texml.reactor.internal.list.PageWalk;
import reactor.core.publisher.Mono;

/** A list of the same page, so many times, that is there at once. */
final class RepeatedPage<T> implements PageWalk<T> {

    private final Mono<Page<T>> fetch;
    private int left;

    RepeatedPage(Page<T> page, int times) {
        this.fetch = Mono.just(page);
        this.left = times;
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Mono<Page<T>> fetchNext() {
        return fetch;
    }

    @Override
    public void advance(Page<T> fetched) {
        left--;
    }

    /** The page's items, so many times over, from the client's own publisher. */
    static <T> PagePublisher<T, T> items(Page<T> page, int times) {
        return new PagePublisher<>(() -> new RepeatedPage<>(page, times), Page::items, 0);
    }
}
