package io.texml.reactor.internal.list;

import io.texml.operation.Page;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** One list, and the ways to read it. Every subscription to one of them walks over the pages afresh. */
public final class PagedList<T> {

    private final Function<@Nullable String, PageWalk<T>> walks;
    private final Consumer<Page<T>> look;
    private final int readAhead;
    private final Supplier<PagedList<ByteBuffer>> raw;

    /**
     * @param walks makes the walk of one subscription, from a saved link on or, where it is null, from the first page
     * @param look sees each page before it is published
     * @param readAhead how many pages may be fetched before they are asked for
     * @param raw the same list with its items as bytes
     */
    public PagedList(
            Function<@Nullable String, PageWalk<T>> walks,
            Consumer<Page<T>> look,
            int readAhead,
            Supplier<PagedList<ByteBuffer>> raw) {
        this.walks = walks;
        this.look = look;
        this.readAhead = readAhead;
        this.raw = raw;
    }

    public Flux<T> items() {
        return publisher(null, Page::items);
    }

    /** The pages from a saved link on; from the first page where it is null. */
    public Flux<Page<T>> pages(@Nullable String from) {
        return publisher(from, List::of);
    }

    public PagedList<ByteBuffer> raw() {
        return raw.get();
    }

    private <O> Flux<O> publisher(@Nullable String from, Function<Page<T>, List<O>> content) {
        return new PagePublisher<>(
                () -> walks.apply(from),
                page -> {
                    look.accept(page);
                    return content.apply(page);
                },
                readAhead);
    }
}
