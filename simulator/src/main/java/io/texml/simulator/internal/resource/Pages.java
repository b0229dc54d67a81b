package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.api.ApiCall;
import io.texml.simulator.internal.api.ApiFailure;
import io.texml.simulator.internal.http.Reply;
import io.texml.simulator.internal.seed.Seed;
import io.texml.simulator.internal.wire.Json;
import io.texml.simulator.internal.wire.PercentCode;
import io.texml.simulator.script.LastPageLink;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Answers lists page by page, in the {@code next_page_uri} style. */
final class Pages {

    private static final int LARGEST_SIZE = 1_000;
    private static final String CONFERENCE_RECORDINGS = "conferences.recordings.list";

    private final Seed seed;
    private final LastPageLink lastPageLink;

    Pages(Seed seed, LastPageLink lastPageLink) {
        this.seed = seed;
        this.lastPageLink = lastPageLink;
    }

    /** How a list spells the parameters of its links, and how many records it shows if nobody says. */
    enum Spelling {
        DOCUMENTED("Page", "PageSize", 50),
        /** Without a number of the page, which its token holds. */
        TOKEN_ONLY("Page", "PageSize", 50),
        LOWER_CASE("page", "pagesize", 20);

        private final String page;
        private final String size;
        private final int defaultSize;

        Spelling(String page, String size, int defaultSize) {
            this.page = page;
            this.size = size;
            this.defaultSize = defaultSize;
        }
    }

    <S, T> Reply answer(ApiCall call, String path, Listing<S, T> list, BiConsumer<JsonGenerator, T> writer) {
        return answer(call, path, Spelling.DOCUMENTED, list, writer);
    }

    <S, T> Reply answer(
            ApiCall call, String path, Spelling spelling, Listing<S, T> list, BiConsumer<JsonGenerator, T> writer) {
        String token = call.query().text("PageToken");
        Position resumed = token == null || token.isEmpty() ? null : position(token);
        long page = number(call, spelling.page, resumed == null ? 0 : resumed.page());
        int size = (int) Math.min(LARGEST_SIZE, number(call, spelling.size, spelling.defaultSize));
        if (page < 0 || size < 1) {
            throw ApiFailure.unprocessable(
                    "10033",
                    "Value out of range",
                    "Pages are counted from 0 and have at least one record.",
                    "/" + (page < 0 ? spelling.page : spelling.size));
        }
        Position from = resumed == null ? Position.NEWEST : resumed;
        Listing.Slice<T> slice = list.read(from, resumed == null ? page * size : 0, size);
        boolean numbered = spelling != Spelling.TOKEN_ONLY;
        String filters = filters(call);
        String first = link(path, spelling, numbered ? 0L : null, size, null, filters);
        boolean byNumber = numbered || (page > 0 && resumed == null);
        String self = link(path, spelling, byNumber ? page : null, size, token, filters);
        String previous = page == 0 ? null : link(path, spelling, page - 1, size, null, filters);
        Position next = slice.next();
        // The documented address is that of another list of the same recordings; a next page has to be one of this
        // list.
        boolean ambiguous = call.operation().id().equals(CONFERENCE_RECORDINGS);
        String following = next == null
                ? null
                : link(
                        ambiguous ? path.substring(0, path.length() - ".json".length()) : path,
                        spelling,
                        numbered ? page + 1 : null,
                        size,
                        next.onPage(page + 1).token(seed),
                        filters);
        return Reply.json(200, Json.write(out -> {
            out.writeStartObject();
            out.writeName(itemsName(call));
            out.writeStartArray();
            slice.items().forEach(item -> writer.accept(out, item));
            out.writeEndArray();
            if (call.operation().id().equals(CONFERENCE_RECORDINGS)) {
                // The documented page has this array, always empty.
                out.writeName("participants");
                out.writeStartArray();
                out.writeEndArray();
            }
            out.writeNumberProperty(
                    "end", page * size + Math.max(0, slice.items().size() - 1));
            out.writeStringProperty("first_page_uri", first);
            next(out, following);
            out.writeNumberProperty("page", page);
            out.writeNumberProperty("page_size", size);
            if (call.operation().previousPage()) {
                Json.writeNullable(out, "previous_page_uri", previous);
            }
            out.writeNumberProperty("start", page * size);
            out.writeStringProperty("uri", self);
            out.writeEndObject();
        }));
    }

    private void next(JsonGenerator out, @Nullable String link) {
        if (link != null) {
            out.writeStringProperty("next_page_uri", link);
        } else if (lastPageLink == LastPageLink.NULL) {
            out.writeNullProperty("next_page_uri");
        } else if (lastPageLink == LastPageLink.EMPTY) {
            out.writeStringProperty("next_page_uri", "");
        }
    }

    private static String itemsName(ApiCall call) {
        String items = call.operation().items();
        if (items == null) {
            throw new IllegalStateException(call.operation().id() + " is not a list");
        }
        return items;
    }

    private Position position(String token) {
        Position position = Position.parse(token, seed);
        if (position == null) {
            throw ApiFailure.unprocessable("10015", "Bad Request", "The page token is not one of ours.", "/PageToken");
        }
        return position;
    }

    private static long number(ApiCall call, String name, long otherwise) {
        String text = call.query().text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw ApiFailure.unprocessable("10026", "Invalid type", name + " has to be of type integer.", "/" + name);
        }
    }

    private static String link(
            String path, Spelling spelling, @Nullable Long page, int size, @Nullable String token, String filters) {
        String sized = spelling.size + "=" + size;
        if (page == null) {
            return path + "?" + (token == null ? "" : "PageToken=" + token + "&") + sized + filters;
        }
        return path + "?" + spelling.page + "=" + page + "&" + sized + (token == null ? "" : "&PageToken=" + token)
                + filters;
    }

    private static String filters(ApiCall call) {
        StringBuilder filters = new StringBuilder();
        call.query().values().forEach((name, value) -> {
            if (value != null && !name.toLowerCase(java.util.Locale.ROOT).startsWith("page")) {
                filters.append('&')
                        .append(PercentCode.encode(name))
                        .append('=')
                        .append(PercentCode.encode(String.valueOf(value)));
            }
        });
        return filters.toString();
    }
}
