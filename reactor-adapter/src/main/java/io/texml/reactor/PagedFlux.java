package io.texml.reactor;

import io.texml.operation.Page;
import io.texml.reactor.internal.list.GivenPages;
import io.texml.reactor.internal.list.PagedList;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/**
 * A list of the API: a {@link Flux} of its items, which are fetched page by page as they are read.
 *
 * <pre>{@code
 * PagedFlux<Call> calls = client.calls().list(query);
 * calls.take(100)            // the items
 * calls.byPage()             // the pages, each with the link to the next
 * calls.byPage(savedLink)    // the pages from there on
 * calls.raw()                // the items as the server sent them
 * }</pre>
 *
 * <p>It is exact: nothing is sent before somebody subscribes, every subscription walks over the list anew, and no page is
 * fetched that the items asked for do not need; {@link io.texml.RequestOptions#readAhead} allows a bounded number more. A
 * page that fails is fetched again by itself, so that no item comes twice because of a retry. A cancel ends the request
 * that is under way.
 *
 * <p>Links are followed within the API's origin only. A link to another origin, one that comes round again and one that is
 * none end the list, behind the items of their page, with a {@link io.texml.PaginationException}.
 *
 * <p>Call {@link #byPage} and {@link #raw} first: behind any operator ({@code filter}, {@code take}, {@code log}) this is a
 * plain {@code Flux} of items, which has neither.
 *
 * @param <T> the type of an item
 */
public final class PagedFlux<T> extends Flux<T> {

    private final PagedList<T> list;
    private final Flux<T> items;
    private final boolean isRaw;

    PagedFlux(PagedList<T> list, boolean isRaw) {
        this.list = list;
        this.items = list.items();
        this.isRaw = isRaw;
    }

    /**
     * A list that has these pages and needs no server, for tests of code that takes a {@code PagedFlux}. It is as lazy and
     * exact as one of a client. {@link #byPage(String)} begins behind the page whose {@link Page#nextPage()} is the link;
     * {@link #raw()} gives the items as Jackson writes them.
     *
     * @param pages in their order; {@link Page#of(List, String)} makes one
     */
    public static <T> PagedFlux<T> of(List<Page<T>> pages) {
        return new PagedFlux<>(GivenPages.list(Objects.requireNonNull(pages, "pages"), null), false);
    }

    /** The same, with a failure behind the last page. */
    public static <T> PagedFlux<T> of(List<Page<T>> pages, Throwable failure) {
        return new PagedFlux<>(
                GivenPages.list(Objects.requireNonNull(pages, "pages"), Objects.requireNonNull(failure, "failure")),
                false);
    }

    /**
     * The pages, each with the link to the next. One page is fetched per page asked for: {@code concatMap} asks for one
     * after the other, {@code flatMap}, {@code publishOn} and {@code concatMapIterable} ask for 256 unless they are given
     * another number.
     */
    public Flux<Page<T>> byPage() {
        return list.pages(null);
    }

    /**
     * The pages from a saved link on.
     *
     * @param nextPage {@link Page#nextPage()} of the last page that was dealt with. It belongs to its account and its
     *     operation: a link to anything else fails with a {@link io.texml.PaginationException} before anything is sent. The
     *     filters are those of the link, not of this list
     */
    public Flux<Page<T>> byPage(String nextPage) {
        return list.pages(Objects.requireNonNull(nextPage, "nextPage"));
    }

    /**
     * The same list with its items as the bytes that the server sent, UTF-8 JSON: nothing is lost, reordered or written
     * anew, and little is spent on them but reading them. That an item is whole and its brackets match is checked; what
     * stands inside is not.
     *
     * @return read-only buffers, each with memory of its own. Of a raw list: the list itself
     */
    @SuppressWarnings("unchecked") // raw items are ByteBuffer
    public PagedFlux<ByteBuffer> raw() {
        return isRaw ? (PagedFlux<ByteBuffer>) this : new PagedFlux<>(list.raw(), true);
    }

    /** Begins the list anew for this subscriber. */
    @Override
    public void subscribe(CoreSubscriber<? super T> actual) {
        items.subscribe(actual);
    }
}
