package io.texml.reactor.internal.list;

import io.texml.operation.Page;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import reactor.core.publisher.Mono;

/** A list of numbers from 0 on, cut into pages; counts what is fetched. */
public final class FakePages {

    /** The saved link that leads to the first page. */
    public static final String FIRST = "/first";

    public final AtomicLong fetches = new AtomicLong();
    final AtomicLong walks = new AtomicLong();
    private final long pages;
    private final LongFunction<Mono<Page<Long>>> fetch;

    FakePages(long pages, LongFunction<Mono<Page<Long>>> fetch) {
        this.pages = pages;
        this.fetch = fetch;
    }

    /** Every page is there at once and is full. */
    public static FakePages of(long pages, int pageSize) {
        return new FakePages(pages, number -> Mono.just(page(number * pageSize, pageSize)));
    }

    /** This many items; the last page may not be full. */
    public static FakePages withItems(long items, int pageSize) {
        long pages = (items + pageSize - 1) / pageSize;
        return new FakePages(
                pages,
                number -> Mono.just(page(number * pageSize, (int) Math.min(pageSize, items - number * pageSize))));
    }

    /** A list that must not be read. */
    public static PagedList<Long> refused() {
        return new PagedList<>(
                from -> refuse(),
                page -> {},
                0,
                () -> new PagedList<>(from -> refuse(), page -> {}, 0, () -> {
                    throw new IllegalStateException();
                }));
    }

    private static <T> PageWalk<T> refuse() {
        throw new IllegalStateException("the saved link leads elsewhere");
    }

    /** Every way to read it. */
    public PagedList<Long> list(int readAhead) {
        return new PagedList<>(
                from -> walk(page -> page),
                page -> {},
                readAhead,
                () -> new PagedList<>(from -> walk(FakePages::raw), page -> {}, readAhead, () -> {
                    throw new IllegalStateException("raw already");
                }));
    }

    private static Page<ByteBuffer> raw(Page<Long> page) {
        return page.withItems(page.items().stream()
                .map(item -> ByteBuffer.wrap(item.toString().getBytes(StandardCharsets.US_ASCII)))
                .toList());
    }

    PagePublisher<Long, Long> items() {
        return items(0);
    }

    PagePublisher<Long, Long> items(int readAhead) {
        return new PagePublisher<>(() -> walk(page -> page), Page::items, readAhead);
    }

    PagePublisher<Long, Page<Long>> pages() {
        return new PagePublisher<>(() -> walk(page -> page), List::of, 0);
    }

    static Page<Long> page(long first, int size) {
        List<Long> items = new ArrayList<>(size);
        for (long item = first; item < first + size; item++) {
            items.add(item);
        }
        return page(items, null);
    }

    static <T> Page<T> page(List<T> items, String next) {
        return Page.of(items, next);
    }

    private <T> PageWalk<T> walk(Function<Page<Long>, Page<T>> content) {
        walks.incrementAndGet();
        return new PageWalk<>() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < pages;
            }

            @Override
            public Mono<Page<T>> fetchNext() {
                return Mono.defer(() -> {
                    fetches.incrementAndGet();
                    return fetch.apply(next).map(content);
                });
            }

            @Override
            public void advance(Page<T> page) {
                next++;
            }
        };
    }
}
