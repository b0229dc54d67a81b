package io.texml.reactor.export;

import io.texml.ApiException;
import io.texml.Headers;
import io.texml.internal.json.ItemMembers;
import io.texml.operation.Page;
import io.texml.reactor.export.Checkpoint.Position;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/**
 * One slice of an export, from a position to its end. A link that the server no longer takes leads back to the beginning
 * of the slice; what was delivered before is dropped until the last delivered item turns up. If it does not, all is
 * delivered again: rather twice than not at all.
 */
final class ExportSlice {

    /** The members that identify an item: applications have an id, participants their call's sid. */
    private static final ItemMembers IDENTITIES = ItemMembers.of("sid", "id", "call_sid");

    /** The members that no two items of a list share. */
    private static final ItemMembers UNIQUE = ItemMembers.of("sid", "id");

    /**
     * How many items are remembered of a list whose links have no token. What came since in front of them moves them behind by
     * as many, so this is how many may come while one page is fetched.
     */
    private static final int REMEMBERED = 10_000;

    private static final Pattern PAGE_NUMBER =
            Pattern.compile("(?<=[?&](Page|page%5Bnumber%5D|page\\[number])=)\\d{1,9}");

    /** How many times in a row the slice may be begun again without a new item. */
    private static final int FRUITLESS_RESTARTS = 3;

    private final @Nullable LocalDate day;
    private final Position from;
    private final Opening opening;
    private final Pages pages;

    /** Of a list whose links have no token: the last items that were delivered, the oldest first. */
    private final LinkedHashSet<String> remembered = new LinkedHashSet<>();

    private @Nullable String link;
    private @Nullable String lastSid;
    private @Nullable String dropThrough;
    private boolean followedLink;
    private int fruitless;
    private boolean restart;
    private @Nullable Headers firstAnswer;
    private @Nullable State state;

    /**
     * @param opening decides with the first answer what becomes of the slice
     * @param pages the pages of the slice
     */
    ExportSlice(@Nullable LocalDate day, Position position, Opening opening, Pages pages) {
        this.day = day;
        this.from = position;
        this.opening = opening;
        this.pages = pages;
        this.link = position.nextPage();
        this.lastSid = position.lastSid();
        this.dropThrough = Objects.equals(position.sinkSid(), lastSid) ? null : position.sinkSid();
        if (link != null && lastSid != null && isByNumber(link)) {
            // What was delivered last may have moved behind since, and stood on the page before if nothing came.
            link = pageBefore(link);
            dropThrough = dropThrough == null ? lastSid : dropThrough;
        }
    }

    /** What was read of the slice: new items, and the position behind them; no position when it is left out. */
    record Part(
            @Nullable LocalDate day,
            List<ByteBuffer> items,
            @Nullable Position position) {}

    /** What a slice is while it is read. */
    enum State {
        /** It does not change any more. */
        SETTLED,
        /** It may still change. */
        CHANGING,
        /** It is not to be delivered now. */
        LEFT_OUT,
        /** It does not change any more, but what was delivered of it may lack items: all of it comes again. */
        ANEW
    }

    /** Decides with the headers of the first answer, as their {@code Date} is the server's clock. */
    @FunctionalInterface
    interface Opening {
        State open(Position from, Headers firstAnswer);
    }

    /** The pages from a link on, or from the beginning. */
    @FunctionalInterface
    interface Pages {
        /**
         * The pages.
         *
         * @param answered hears the headers of each answer before its page
         */
        Flux<Page<ByteBuffer>> from(@Nullable String link, Consumer<Headers> answered);
    }

    /** To be subscribed to once. */
    Flux<Part> parts() {
        return Flux.defer(this::walk)
                .retryWhen(Retry.indefinitely().filter(this::leadsBack))
                .repeat(this::mustDeliverAgain);
    }

    private Flux<Part> walk() {
        restart = false;
        boolean fromBeginning = link == null;
        followedLink = !fromBeginning;
        return pages.from(link, this::answered).<Part>handle((page, sink) -> {
            // From the second page on it is a link of the server that fails.
            followedLink = true;
            if (state == null && !open(fromBeginning)) {
                if (state == State.LEFT_OUT) {
                    sink.next(new Part(day, List.of(), null));
                }
                sink.complete();
                return;
            }
            boolean dropping = dropThrough != null;
            List<ByteBuffer> items = remaining(page.items());
            if (dropping) {
                // What is dropped here was delivered by an earlier run, and may move behind like all else.
                List<ByteBuffer> dropped = page.items();
                int count = dropThrough != null ? dropped.size() : dropped.size() - items.size();
                List<ByteBuffer> unused = withoutRepeated(dropped.subList(0, count), page.nextPage());
            }
            if (dropThrough != null) {
                restart = !page.hasNextPage();
                return;
            }
            if (dropping && items.isEmpty() && page.hasNextPage()) {
                return;
            }
            items = withoutRepeated(items, page.nextPage());
            if (!items.isEmpty()) {
                fruitless = 0;
                lastSid = identity(items.get(items.size() - 1));
            }
            link = page.nextPage();
            sink.next(new Part(
                    day,
                    items,
                    new Position(page.nextPage(), lastSid, !page.hasNextPage(), state == State.CHANGING, null)));
        });
    }

    private void answered(Headers headers) {
        if (firstAnswer == null && state == null) {
            firstAnswer = headers;
        }
    }

    /** Whether the page at hand is to be delivered. */
    private boolean open(boolean fromBeginning) {
        state = opening.open(from, Objects.requireNonNull(firstAnswer));
        firstAnswer = null;
        if (state == State.ANEW) {
            link = null;
            lastSid = null;
            dropThrough = null;
            restart = !fromBeginning;
        }
        return state != State.LEFT_OUT && !restart;
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

    /**
     * The items without those that came before. A link without a token says nothing of its items: each item that comes in
     * front of a list moves the last one of a page to the next page, where it stands again.
     */
    private List<ByteBuffer> withoutRepeated(List<ByteBuffer> items, @Nullable String nextPage) {
        boolean mayRepeat = nextPage != null && !hasToken(nextPage);
        if (!mayRepeat && remembered.isEmpty()) {
            return items;
        }
        List<ByteBuffer> fresh = new ArrayList<>(items.size());
        for (ByteBuffer item : items) {
            Map<String, Object> members = UNIQUE.of(item);
            Object identity = members.getOrDefault("sid", members.get("id"));
            if (identity == null || remembered.add(identity.toString())) {
                fresh.add(item);
            }
        }
        Iterator<String> oldest = remembered.iterator();
        for (int tooMany = remembered.size() - REMEMBERED; tooMany > 0; tooMany--) {
            oldest.next();
            oldest.remove();
        }
        return fresh;
    }

    private static boolean isByNumber(String link) {
        return PAGE_NUMBER.matcher(link).find() && !hasToken(link);
    }

    /** A link with a token goes on behind an item, whatever came since. */
    private static boolean hasToken(String link) {
        return link.toLowerCase(Locale.ROOT).contains("token=");
    }

    private static @Nullable String pageBefore(String link) {
        Matcher number = PAGE_NUMBER.matcher(link);
        int page = number.find() ? Integer.parseInt(number.group()) : 0;
        // Some lists begin with page 1, and the beginning needs no number.
        return page <= 1 ? null : number.replaceFirst(String.valueOf(page - 1));
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
            if (link != null && isByNumber(link)) {
                // What was deleted in front of it moved it to a page before those that were read.
                link = null;
            } else {
                // The sink's own item may be gone while the one of the checkpoint is still there.
                dropThrough = link != null || Objects.equals(dropThrough, lastSid) ? null : lastSid;
            }
            remembered.clear();
        }
        return restart;
    }

    /** How servers refuse a page token: no source says which one this is. */
    private static boolean isStale(int status) {
        return status == 400 || status == 404 || status == 410 || status == 422;
    }

    /** What tells an item of its list from the others; null when nothing does. */
    static @Nullable String identity(ByteBuffer item) {
        Map<String, Object> members = IDENTITIES.of(item);
        Object identity = members.getOrDefault("sid", members.getOrDefault("id", members.get("call_sid")));
        return identity == null ? null : identity.toString();
    }
}
