package io.texml.reactor.internal.list;

import io.texml.ApiResponse;
import io.texml.ExchangeDetails;
import io.texml.PaginationException;
import io.texml.internal.PageLinks;
import io.texml.operation.Operation;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Walks from page to page along the links that the pages give. A link to another origin ends the list before anything is
 * sent there, and so does a saved link that is not one of this list. A link that comes round again ends it too: Brent's
 * algorithm finds the circle in constant memory, at once when a page links to itself, otherwise within a few rounds.
 */
public final class LinkWalk<T> implements PageWalk<T> {

    private final Operation<Page<T>> operation;
    private final URI baseUrl;
    private final String first;
    private final int maxEmptyPages;
    private final Function<String, Mono<ApiResponse<Page<T>>>> fetch;

    private @Nullable String next;
    private String mark;
    private long steps;
    private long stepsUntilMark = 1;
    private int emptyPages;

    /**
     * @param baseUrl its origin and its path are where links lead
     * @param first path and query of the first page, from the root of the origin
     * @param resumeFrom a saved link to begin with instead; null for the first page
     * @param maxEmptyPages how many pages in a row may have no item
     * @param fetch fetches the page at a path and query
     */
    public LinkWalk(
            Operation<Page<T>> operation,
            URI baseUrl,
            String first,
            @Nullable String resumeFrom,
            int maxEmptyPages,
            Function<String, Mono<ApiResponse<Page<T>>>> fetch) {
        this.operation = operation;
        this.baseUrl = baseUrl;
        this.first = first;
        this.maxEmptyPages = maxEmptyPages;
        this.fetch = fetch;
        this.next = resumeFrom == null ? first : saved(resumeFrom);
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
        boolean isNumbered = operation.responseType().kind() == ResponseType.Kind.NUMBERED_PAGE;
        Integer number = page.number();
        Integer totalPages = page.totalPages();
        if (isNumbered && (number == null || totalPages == null || number > totalPages)) {
            throw failure(
                    "its meta has no page_number or no total_pages that can be; whether items follow is not known");
        }
        String target = resolve(current, link);
        if (target.equals(mark) || target.equals(current)) {
            throw failure("its link leads back to a page that was already delivered; report it to Telnyx");
        }
        emptyPages = page.items().isEmpty() ? emptyPages + 1 : 0;
        if (emptyPages > maxEmptyPages) {
            throw failure(maxEmptyPages + " pages in a row had no item and linked to a next one; RequestOptions'"
                    + " maxEmptyPages allows more");
        }
        if (++steps == stepsUntilMark) {
            mark = target;
            steps = 0;
            stepsUntilMark *= 2;
        }
        next = target;
    }

    /** A saved text may have been anything: with the key only this list is fetched. */
    private String saved(String link) {
        String target = resolve(first, link);
        if (!PageLinks.haveSamePath(target, first)) {
            throw failure("the saved link leads to another list, or to what is none; nothing was sent there");
        }
        return target;
    }

    private String resolve(String current, String link) {
        if (!isLink(link.strip())) {
            throw failure("its link is none; whether items follow is not known");
        }
        String target = PageLinks.resolve(baseUrl, current, link);
        if (target == null) {
            throw failure("its link leads to another origin or cannot be read; nothing was sent there");
        }
        return withinBase(target);
    }

    /** A word that means that there is none, such as {@code n/a}, is no relative link. */
    private static boolean isLink(String link) {
        int query = link.indexOf('?');
        boolean hasQuery = query >= 0 && query < link.length() - 1;
        return hasQuery
                || link.contains("//")
                || link.contains("\\")
                || link.contains(":")
                || (link.startsWith("/") && link.length() > 1);
    }

    /** A gateway may have the API under a path of its own and hand on the API's links as they are. */
    private String withinBase(String target) {
        String basePath = PageLinks.basePath(baseUrl);
        if (PageLinks.haveSamePath(target, first)) {
            return target;
        }
        String within = PageLinks.withinBase(basePath, target);
        boolean isWithin = !basePath.isEmpty() && target.startsWith(basePath + "/");
        return within == null || (isWithin && !PageLinks.haveSamePath(within, first)) ? target : within;
    }

    private PaginationException failure(String problem) {
        return new PaginationException(
                problem, new ExchangeDetails(operation.id(), operation.pathTemplate(), null, 1, null, false));
    }
}
