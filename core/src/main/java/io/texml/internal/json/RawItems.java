package io.texml.internal.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Cuts the items of a page out of its body without reading them: each is the bytes that the server sent, from its first
 * to its last. What is left is a small page with an empty array, for the parser.
 *
 * <p>The body is scanned once. Strings must end, brackets must match, items must be separated by one comma; what stands
 * between the brackets of an item is not looked at more closely.
 */
final class RawItems {

    private static final byte[] EMPTY_ARRAY = {'[', ']'};
    private static final int MOST_ITEMS_EXPECTED = 1_000;

    private final byte[] body;
    private final String arrayName;
    private final JsonScanner scanner;
    private final ArrayList<ByteBuffer> items = new ArrayList<>();
    private int arrayStart = -1;
    private int arrayEnd = -1;

    private RawItems(byte[] body, String arrayName) {
        this.body = body;
        this.arrayName = arrayName;
        this.scanner = new JsonScanner(body);
    }

    /**
     * Cuts a body.
     *
     * @param arrayName the member of the body's object that holds the items
     * @throws MalformedBodyException when the body is cut off or not balanced
     */
    static RawItems cut(InputStream body, String arrayName) {
        RawItems cut = new RawItems(whole(body), arrayName);
        cut.members();
        return cut;
    }

    /** The items: read-only, and over the bytes of the whole page. */
    List<ByteBuffer> items() {
        return items;
    }

    /** The body without its items. */
    InputStream envelope() {
        if (arrayStart < 0) {
            return new ByteArrayInputStream(body);
        }
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(body, 0, arrayStart),
                new ByteArrayInputStream(EMPTY_ARRAY),
                new ByteArrayInputStream(body, arrayEnd, body.length - arrayEnd))));
    }

    private void members() {
        scanner.skipByteOrderMark();
        if (scanner.next() != '{') {
            // The parser says what is wrong with it.
            return;
        }
        scanner.advance();
        if (scanner.next() == '}') {
            return;
        }
        while (true) {
            if (scanner.next() != '"') {
                throw scanner.malformed();
            }
            int nameStart = scanner.position();
            scanner.skipString();
            boolean isArray = isArrayName(nameStart, scanner.position());
            scanner.expect(':');
            if (isArray && scanner.next() == '[') {
                array();
            } else {
                scanner.skipValue();
            }
            if (scanner.endOf('}')) {
                return;
            }
        }
    }

    private void array() {
        if (arrayStart >= 0) {
            throw new MalformedBodyException("it has the array '" + arrayName + "' twice");
        }
        arrayStart = scanner.position();
        scanner.advance();
        if (scanner.next() == ']') {
            scanner.advance();
        } else {
            ByteBuffer all = ByteBuffer.wrap(body).asReadOnlyBuffer();
            do {
                scanner.next();
                int start = scanner.position();
                scanner.skipValue();
                items.add(all.slice(start, scanner.position() - start));
                if (items.size() == 1) {
                    // As many as fit when all are as long as the first; bounded, as that may be a short one.
                    items.ensureCapacity(Math.min(
                            MOST_ITEMS_EXPECTED,
                            (body.length - start) / items.get(0).remaining()));
                }
            } while (!scanner.endOf(']'));
        }
        arrayEnd = scanner.position();
    }

    /** Whether the string between two positions, quotes included, is the array's name. */
    private boolean isArrayName(int start, int end) {
        String name = new String(body, start + 1, end - start - 2, StandardCharsets.UTF_8);
        if (name.indexOf('\\') < 0) {
            return name.equals(arrayName);
        }
        try (JsonParser parser = JsonWriter.FACTORY.createParser(ObjectReadContext.empty(), body, start, end - start)) {
            return parser.nextToken() == JsonToken.VALUE_STRING
                    && parser.getString().equals(arrayName);
        }
    }

    private static byte[] whole(InputStream body) {
        try {
            byte[] known = new byte[body.available()];
            int read = body.readNBytes(known, 0, known.length);
            byte[] rest = body.readAllBytes();
            if (rest.length == 0 && read == known.length) {
                return known;
            }
            byte[] all = new byte[read + rest.length];
            System.arraycopy(known, 0, all, 0, read);
            System.arraycopy(rest, 0, all, read, rest.length);
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
