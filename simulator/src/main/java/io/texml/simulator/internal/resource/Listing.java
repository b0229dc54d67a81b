package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.state.Generated;
import io.texml.simulator.internal.state.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list, newest first: the records that were made, then the generated ones.
 *
 * @param <S> what the store holds
 * @param <T> what the list shows
 */
final class Listing<S, T> {

    private final Store<S> store;
    private final Function<S, @Nullable T> view;
    private final @Nullable Generated<? extends T> generated;
    private final Function<T, Boolean> filter;
    private final long generatedFrom;
    private final long generatedEnd;

    /**
     * A list.
     *
     * @param view what of a stored record is shown, null to leave it out
     * @param generatedFrom the first index of the generated records that the filter can match
     * @param generatedEnd the index behind the last one
     */
    Listing(
            Store<S> store,
            Function<S, @Nullable T> view,
            @Nullable Generated<? extends T> generated,
            Function<T, Boolean> filter,
            long generatedFrom,
            long generatedEnd) {
        this.store = store;
        this.view = view;
        this.generated = generated;
        this.filter = filter;
        this.generatedFrom = generatedFrom;
        this.generatedEnd = generatedEnd;
    }

    static <S, T> Listing<S, T> of(Store<S> store, Function<S, @Nullable T> view, Function<T, Boolean> filter) {
        return new Listing<>(store, view, null, filter, 0, 0);
    }

    /** A part of a list and the position of the first record behind it. */
    record Slice<T>(List<T> items, @Nullable Position next) {}

    /** Reads up to {@code limit} records from a position, after leaving out {@code skip} of them. */
    Slice<T> read(Position from, long skip, int limit) {
        List<T> items = new ArrayList<>();
        long left = skip;
        if (!from.generated()) {
            for (Map.Entry<Long, S> entry : store.newestFirst(from.index()).entrySet()) {
                T item = view.apply(entry.getValue());
                if (item == null || !filter.apply(item)) {
                    continue;
                }
                if (left > 0) {
                    left--;
                } else if (items.size() < limit) {
                    items.add(item);
                } else {
                    return new Slice<>(items, new Position(false, entry.getKey(), 0));
                }
            }
        }
        Generated<? extends T> past = generated;
        if (past != null) {
            long start = Math.max(generatedFrom, from.generated() ? from.index() : 0);
            for (long index = start; index < Math.min(generatedEnd, past.size()); index++) {
                T item = past.at(index);
                if (item == null || !filter.apply(item)) {
                    continue;
                }
                if (left > 0) {
                    left--;
                } else if (items.size() < limit) {
                    items.add(item);
                } else {
                    return new Slice<>(items, new Position(true, index, 0));
                }
            }
        }
        return new Slice<>(items, null);
    }
}
