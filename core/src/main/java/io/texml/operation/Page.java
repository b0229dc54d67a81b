package io.texml.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as the server cut it. Everything but the items may be missing, as the API's lists differ. The
 * canonical constructor is not API: components may be added.
 *
 * @param <T> the type of one item
 * @param items the items in the server's order; may be empty although more pages follow
 * @param nextPage the link to the next page, to be kept and handed to {@code byPage(nextPage)} of the list later; null on
 *     the last page. A path with a query, relative to the API's origin. Where the server sent something that is no text, such
 *     as {@code false}, it stands here as text and among the additional properties, and going on ends in an error; so does {@code ?}, which
 *     stands here where applications come without the number of their page or of all pages, or on a page behind the last one
 * @param previousPage the link to the page before, where the server gives one (recordings, transcriptions)
 * @param firstPage the link to the first page
 * @param uri the link to this page
 * @param number the number of this page: from 0 in lists under an account, from 1 in the list of applications
 * @param size the page size that the server used
 * @param start the index of the first item in the whole list, from 0
 * @param end the index of the last item in the whole list, from 0
 * @param totalPages how many pages there are (applications only)
 * @param totalResults how many items there are (applications only)
 * @param additionalProperties what else the server sent with the page, under its wire name; never null
 */
public record Page<T>(
        List<T> items,
        @Nullable String nextPage,
        @Nullable String previousPage,
        @Nullable String firstPage,
        @Nullable String uri,
        @Nullable Integer number,
        @Nullable Integer size,
        @Nullable Long start,
        @Nullable Long end,
        @Nullable Integer totalPages,
        @Nullable Long totalResults,
        Map<String, @Nullable Object> additionalProperties) {

    /** Not API: components may be added. */
    public Page {
        items = List.copyOf(items);
        additionalProperties = additionalProperties.isEmpty()
                ? Collections.emptyMap()
                : Collections.unmodifiableMap(new LinkedHashMap<>(additionalProperties));
    }

    /**
     * A page of these items, for tests of code that reads pages.
     *
     * @param nextPage the link to the next page; null on the last
     */
    public static <T> Page<T> of(List<T> items, @Nullable String nextPage) {
        return new Page<>(items, nextPage, null, null, null, null, null, null, null, null, null, Map.of());
    }

    /** The same page with other items. */
    public <U> Page<U> withItems(List<U> others) {
        return new Page<>(
                others,
                nextPage,
                previousPage,
                firstPage,
                uri,
                number,
                size,
                start,
                end,
                totalPages,
                totalResults,
                additionalProperties);
    }

    /** Whether a page follows this one. */
    public boolean hasNextPage() {
        return nextPage != null;
    }

    /** The number of items and whether a page follows; never an item or a link. */
    @Override
    public String toString() {
        return "Page[items=" + items.size() + ", hasNextPage=" + hasNextPage() + "]";
    }
}
