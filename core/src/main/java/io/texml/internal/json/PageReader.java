package io.texml.internal.json;

import io.texml.internal.PageLinks;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one page of a list: its items, its link to the next page, and what the envelope says around them. */
final class PageReader {

    private static final String NEXT_PAGE = "next_page_uri";
    private static final String NO_LINK = "?";

    private PageReader() {}

    /**
     * Reads the page that begins next.
     *
     * @param target the path and query that the page was fetched from
     */
    static Page<?> read(ResponseType<?> type, JsonScanner json, String target) {
        String arrayName = Objects.requireNonNull(type.arrayName());
        List<?> items = null;
        List<@Nullable Object> oddItems = new ArrayList<>();
        Map<String, @Nullable Object> envelope = new LinkedHashMap<>();
        if (!json.isEmpty('{', '}')) {
            do {
                String name = json.name();
                if (!name.equals(arrayName)) {
                    envelope.put(name, json.value());
                } else if (items != null) {
                    throw new MalformedBodyException("it has the array '" + arrayName + "' twice");
                } else if (json.skipNull()) {
                    items = List.of();
                } else if (json.next() == '[') {
                    items = items(type.type(), arrayName, json, oddItems);
                } else {
                    throw new MalformedBodyException("its member '" + arrayName + "' is no array");
                }
            } while (!json.endOf('}'));
        }
        if (items == null) {
            throw new MalformedBodyException("it has no array '" + arrayName + "'");
        }
        if (!oddItems.isEmpty()) {
            envelope.put(arrayName, Collections.unmodifiableList(oddItems));
        }
        return type.kind() == ResponseType.Kind.NUMBERED_PAGE
                ? numbered(items, envelope, target)
                : linked(items, envelope);
    }

    private static List<Object> items(
            Class<?> type, String arrayName, JsonScanner json, List<@Nullable Object> oddItems) {
        boolean raw = type == ByteBuffer.class;
        boolean holdsAnything = RecordReader.reads(type);
        Function<JsonScanner, ?> reading = raw ? JsonScanner::raw : ObjectReading.inTurn(type);
        List<Object> items = new ArrayList<>();
        if (!json.isEmpty('[', ']')) {
            do {
                if (raw || json.next() == '{') {
                    items.add(reading.apply(json));
                } else if (holdsAnything) {
                    items.add(RecordReader.of(type).holding(arrayName, json.value()));
                } else {
                    oddItems.add(json.value());
                }
            } while (!json.endOf(']'));
        }
        return items;
    }

    private static Page<?> linked(List<?> items, Map<String, @Nullable Object> envelope) {
        return new Page<>(
                items,
                nextPage(envelope),
                text(envelope, "previous_page_uri"),
                text(envelope, "first_page_uri"),
                text(envelope, "uri"),
                integer(envelope, "page"),
                integer(envelope, "page_size"),
                number(envelope, "start"),
                number(envelope, "end"),
                null,
                null,
                Collections.unmodifiableMap(envelope));
    }

    /** What is no text cannot be followed, and does not say either that this is the last page. */
    private static @Nullable String nextPage(Map<String, @Nullable Object> envelope) {
        Object next = envelope.get(NEXT_PAGE);
        if (next == null || next instanceof String) {
            envelope.remove(NEXT_PAGE);
            return next == null || ((String) next).isBlank() ? null : (String) next;
        }
        return next instanceof Map ? "{}" : next instanceof List ? "[]" : next.toString();
    }

    private static Page<?> numbered(List<?> items, Map<String, @Nullable Object> envelope, String target) {
        Map<String, @Nullable Object> meta = new LinkedHashMap<>();
        if (envelope.get("meta") instanceof Map<?, ?> members) {
            envelope.remove("meta");
            members.forEach((name, value) -> meta.put(String.valueOf(name), value));
        }
        Integer number = integer(meta, "page_number");
        Integer totalPages = integer(meta, "total_pages");
        Integer size = integer(meta, "page_size");
        Long totalResults = number(meta, "total_results");
        meta.forEach(envelope::put);
        return new Page<>(
                items,
                nextNumbered(number, totalPages, items.isEmpty(), target),
                number != null && number > 1 ? PageLinks.numbered(target, number - 1) : null,
                PageLinks.numbered(target, 1),
                target,
                number,
                size,
                null,
                null,
                totalPages,
                totalResults,
                Collections.unmodifiableMap(envelope));
    }

    /** Without both numbers, or with items on a page behind the last one, it is not known whether another page follows. */
    private static @Nullable String nextNumbered(
            @Nullable Integer number, @Nullable Integer totalPages, boolean isEmpty, String target) {
        if (number == null || totalPages == null || (number > totalPages && !isEmpty)) {
            return NO_LINK;
        }
        return number < totalPages ? PageLinks.numbered(target, number + 1) : null;
    }

    private static @Nullable String text(Map<String, @Nullable Object> from, String name) {
        Object value = from.get(name);
        if (value != null && !(value instanceof String)) {
            return null;
        }
        from.remove(name);
        return (String) value;
    }

    private static @Nullable Integer integer(Map<String, @Nullable Object> from, String name) {
        Long value = whole(from.get(name));
        if (value != null && value != value.intValue()) {
            return null; // too large: it stays among the additional properties
        }
        Long number = number(from, name);
        return number == null ? null : number.intValue();
    }

    private static @Nullable Long number(Map<String, @Nullable Object> from, String name) {
        Object value = from.get(name);
        Long number = whole(value);
        if (value == null || number != null) {
            from.remove(name);
        }
        return number;
    }

    /** The API writes some numbers as text. */
    private static @Nullable Long whole(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        if (value instanceof String text) {
            long digits = PlainNumbers.whole(text.getBytes(StandardCharsets.UTF_8), 0, text.length());
            return digits < 0 ? null : (Long) digits;
        }
        return null;
    }
}
