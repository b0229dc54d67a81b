package io.texml.reactor.internal.list;

import io.texml.ExchangeDetails;
import io.texml.PaginationException;
import io.texml.internal.json.JsonWriter;
import io.texml.operation.Page;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Walks over pages that are there already, in their order, and to a failure behind them.
 *
 * @param <S> the type of an item
 * @param <T> what it is read as
 */
public final class GivenPages<S, T> implements PageWalk<T> {

    private final List<Page<S>> pages;
    private final @Nullable Throwable failure;
    private final Function<Page<S>, Page<T>> view;
    private int next;

    private GivenPages(
            List<Page<S>> pages, @Nullable Throwable failure, Function<Page<S>, Page<T>> view, @Nullable String from) {
        this.pages = pages;
        this.failure = failure;
        this.view = view;
        this.next = from == null ? 0 : behind(pages, from);
    }

    /** A list that has these pages. Its raw items are JSON as Jackson writes the items. */
    public static <T> PagedList<T> list(List<Page<T>> pages, @Nullable Throwable failure) {
        return list(List.copyOf(pages), failure, page -> page);
    }

    private static <S, T> PagedList<T> list(
            List<Page<S>> pages, @Nullable Throwable failure, Function<Page<S>, Page<T>> view) {
        return new PagedList<>(
                from -> new GivenPages<>(pages, failure, view, from),
                page -> {},
                0,
                () -> list(pages, failure, GivenPages::raw));
    }

    private static <T> int behind(List<Page<T>> pages, String link) {
        for (int i = 0; i < pages.size(); i++) {
            if (link.equals(pages.get(i).nextPage())) {
                return i + 1;
            }
        }
        throw new PaginationException(
                "the saved link is the nextPage of none of the given pages",
                new ExchangeDetails("PagedFlux.of", "", null, 0, null, false));
    }

    private static <T> Page<ByteBuffer> raw(Page<T> page) {
        return page.withItems(page.items().stream().map(GivenPages::bytes).toList());
    }

    private static ByteBuffer bytes(Object item) {
        ByteBuffer bytes = item instanceof ByteBuffer raw ? raw : ByteBuffer.wrap(JsonWriter.writeRecord(item));
        return bytes.asReadOnlyBuffer();
    }

    @Override
    public boolean hasNext() {
        return next < pages.size() || (next == pages.size() && failure != null);
    }

    @Override
    public Mono<Page<T>> fetchNext() {
        return failure != null && next == pages.size()
                ? Mono.error(failure)
                : Mono.fromCallable(() -> view.apply(pages.get(next)));
    }

    @Override
    public void advance(Page<T> page) {
        next++;
    }
}
