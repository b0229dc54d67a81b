package io.texml.reactor.internal.list;

import io.texml.operation.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import reactor.core.publisher.Mono;

/** A list of numbers from 0 on, cut into pages; counts what is fetched. */
final class FakePages {

    final AtomicLong walks = new AtomicLong();
    final AtomicLong fetches = new AtomicLong();
    private final long pages;
    private final LongFunction<Mono<Page<Long>>> fetch;

    FakePages(long pages, LongFunction<Mono<Page<Long>>> fetch) {
        this.pages = pages;
        this.fetch = fetch;
    }

    /** Every page is there at once and is full. */
    static FakePages of(long pages, int pageSize) {
        return new FakePages(pages, number -> Mono.just(page(number * pageSize, pageSize)));
    }

    PagedFlux<Long, Long> items() {
        return items(0);
    }

    PagedFlux<Long, Long> items(int readAhead) {
        return new PagedFlux<>(this::walk, Page::items, readAhead);
    }

    PagedFlux<Long, Page<Long>> pages() {
        return new PagedFlux<>(this::walk, List::of, 0);
    }

    static Page<Long> page(long first, int size) {
        List<Long> items = new ArrayList<>(size);
        for (long item = first; item < first + size; item++) {
            items.add(item);
        }
        return page(items, null);
    }

    static <T> Page<T> page(List<T> items, String next) {
        return new Page<>(items, next, null, null, null, null, null, null, null, null, null, Map.of());
    }

    private PagedFlux.PageWalk<Long> walk() {
        walks.incrementAndGet();
        return new PagedFlux.PageWalk<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < pages;
            }

            @Override
            public Mono<Page<Long>> fetchNext() {
                return Mono.defer(() -> {
                    fetches.incrementAndGet();
                    return fetch.apply(next);
                });
            }

            @Override
            public void advance(Page<Long> page) {
                next++;
            }
        };
    }
}
