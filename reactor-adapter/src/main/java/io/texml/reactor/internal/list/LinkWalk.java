package io.texml.reactor.internal.list;

import io.texml.ApiResponse;
import io.texml.ExchangeDetails;
import io.texml.PaginationException;
import io.texml.internal.PageLinks;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Walks from page to page along the links that the pages give. A link to another origin ends the list before anything is
 * sent there. A link that comes round again ends it too: Brent's algorithm finds the circle in constant memory, at once
 * when a page links to itself, otherwise within a few rounds.
 */
public final class LinkWalk<T> implements PagedFlux.PageWalk<T> {

    private final Operation<Page<T>> operation;
    private final URI origin;
    private final Function<String, Mono<ApiResponse<Page<T>>>> fetch;

    private @Nullable String next;
    private String mark;
    private long steps;
    private long stepsUntilMark = 1;

    /**
     * @param first path and query of the first page, from the root of the origin
     * @param resumeFrom a saved link to begin with instead; null for the first page
     * @param fetch fetches the page at a path and query
     */
    public LinkWalk(
            Operation<Page<T>> operation,
            URI origin,
            String first,
            @Nullable String resumeFrom,
            Function<String, Mono<ApiResponse<Page<T>>>> fetch) {
        this.operation = operation;
        this.origin = origin;
        this.fetch = fetch;
        this.next = resumeFrom == null ? first : resolve(first, resumeFrom);
        this.mark = next;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Mono<Page<T>> fetchNext() {
        String target = next;
        if (target == null) {
            throw new IllegalStateException("there is no next page");
        }
        return fetch.apply(target).mapNotNull(ApiResponse::body);
    }

    @Override
    public void advance(Page<T> page) {
        String current = next;
        String link = page.nextPage();
        next = null;
        if (link == null || current == null) {
            return;
        }
        String target = resolve(current, link);
        if (target.equals(mark) || target.equals(current)) {
            throw new PaginationException(
                    "its link leads back to a page that was already delivered; report it to Telnyx", details());
        }
        if (++steps == stepsUntilMark) {
            mark = target;
            steps = 0;
            stepsUntilMark *= 2;
        }
        next = target;
    }

    private String resolve(String current, String link) {
        String target = PageLinks.resolve(origin, current, link);
        if (target == null) {
            throw new PaginationException(
                    "its link leads to another origin or cannot be read; nothing was sent there", details());
        }
        return target;
    }

    private ExchangeDetails details() {
        return new ExchangeDetails(operation.id(), operation.pathTemplate(), null, 1, null, false);
    }
}
