package io.texml.reactor.internal.list;

import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that a list has an item that its filters leave out. All of the first page is looked at, and of the others the
 * first and the last item: where the filter is one by day, the list is in the order of time.
 */
public final class IgnoredFilters<T> implements Consumer<Page<T>> {

    private static final Logger LOGGER = LoggerFactory.getLogger("io.texml.response");

    private final String operationId;
    private final ListFilters filters;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();

    private IgnoredFilters(String operationId, ListFilters filters) {
        this.operationId = operationId;
        this.filters = filters;
    }

    /** A look at the pages of a request, which does nothing when the request has no filter that can be checked. */
    public static <T> Consumer<Page<T>> told(TexmlRequest<?> request) {
        ListFilters filters = ListFilters.of(request);
        return filters.isEmpty()
                ? page -> {}
                : new IgnoredFilters<>(request.operation().id(), filters);
    }

    @Override
    public void accept(Page<T> page) {
        List<T> items = page.items();
        if (items.isEmpty() || told.get()) {
            return;
        }
        if (begun.compareAndSet(false, true)) {
            items.forEach(this::look);
        } else {
            look(items.get(0));
            look(items.get(items.size() - 1));
        }
    }

    private void look(T item) {
        String ignored = told.get() ? null : filters.leavingOut(item, Instant.now());
        if (ignored != null && told.compareAndSet(false, true)) {
            LOGGER.warn(
                    "{} has an item that the filter {} leaves out: the server seems to ignore it",
                    operationId,
                    ignored);
        }
    }
}
