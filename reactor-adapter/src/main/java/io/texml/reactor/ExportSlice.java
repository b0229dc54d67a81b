package io.texml.reactor;

import io.texml.ApiException;
import io.texml.internal.json.JsonObjects;
import io.texml.operation.Page;
import io.texml.reactor.Checkpoint.Position;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/**
 * One slice of an export, from a position to its end. A link that the server no longer takes leads back to the beginning
 * of the slice; what was delivered before is dropped until the last delivered item turns up. If it does not, all is
 * delivered again: rather twice than not at all.
 */
final class ExportSlice {

    /** The members that identify an item, the best first: applications have an id, participants their call's sid. */
    private static final List<String> IDENTITIES = List.of("sid", "id", "call_sid");

    /** How many times in a row the slice may be begun again without a new item. */
    private static final int FRUITLESS_RESTARTS = 3;

    private final @Nullable LocalDate day;
    private final boolean changing;
    private final Function<@Nullable String, Flux<Page<ByteBuffer>>> pages;

    private @Nullable String link;
    private @Nullable String lastSid;
    private @Nullable String dropThrough;
    private boolean followedLink;
    private int fruitless;
    private boolean restart;

    /**
     * @param changing whether the slice may change while it is read
     * @param pages the pages from a link on, or from the beginning
     */
    ExportSlice(
            @Nullable LocalDate day,
            Position position,
            boolean changing,
            Function<@Nullable String, Flux<Page<ByteBuffer>>> pages) {
        this.day = day;
        this.changing = changing;
        this.pages = pages;
        this.link = position.nextPage();
        this.lastSid = position.lastSid();
        this.dropThrough = Objects.equals(position.sinkSid(), lastSid) ? null : position.sinkSid();
    }

    /** What was read of the slice: new items, and the position behind them. */
    record Part(@Nullable LocalDate day, List<ByteBuffer> items, Position position) {}

    /** To be subscribed to once. */
    Flux<Part> parts() {
        return Flux.defer(this::walk)
                .retryWhen(Retry.indefinitely().filter(this::leadsBack))
                .repeat(this::mustDeliverAgain);
    }

    private Flux<Part> walk() {
        restart = false;
        followedLink = link != null;
        return pages.apply(link).<Part>handle((page, sink) -> {
            // From the second page on it is a link of the server that fails.
            followedLink = true;
            boolean dropping = dropThrough != null;
            List<ByteBuffer> items = remaining(page.items());
            if (dropThrough != null) {
                restart = !page.hasNextPage();
                return;
            }
            if (dropping && items.isEmpty() && page.hasNextPage()) {
                return;
            }
            if (!items.isEmpty()) {
                fruitless = 0;
                lastSid = identity(items.get(items.size() - 1));
            }
            link = page.nextPage();
            sink.next(
                    new Part(day, items, new Position(page.nextPage(), lastSid, !page.hasNextPage(), changing, null)));
        });
    }

    private List<ByteBuffer> remaining(List<ByteBuffer> items) {
        String wanted = dropThrough;
        if (wanted == null) {
            return items;
        }
        for (int i = 0; i < items.size(); i++) {
            if (wanted.equals(identity(items.get(i)))) {
                dropThrough = null;
                lastSid = wanted;
                return items.subList(i + 1, items.size());
            }
        }
        return items;
    }

    /** Whether to begin the slice again after a failure. */
    private boolean leadsBack(Throwable failure) {
        boolean stale = failure instanceof ApiException refusal && isStale(refusal.status());
        if (!stale || !followedLink || fruitless == FRUITLESS_RESTARTS) {
            return false;
        }
        fruitless++;
        link = null;
        if (dropThrough == null) {
            dropThrough = lastSid;
        }
        return true;
    }

    /** Asked after the last page: the item that was to be dropped last never came. */
    private boolean mustDeliverAgain() {
        if (restart) {
            // The sink's own item may be gone while the one of the checkpoint is still there.
            dropThrough = link != null || Objects.equals(dropThrough, lastSid) ? null : lastSid;
        }
        return restart;
    }

    /** How servers refuse a page token: no source says which one this is. */
    private static boolean isStale(int status) {
        return status == 400 || status == 404 || status == 410 || status == 422;
    }

    private static @Nullable String identity(ByteBuffer item) {
        return JsonObjects.firstText(item, IDENTITIES);
    }
}
