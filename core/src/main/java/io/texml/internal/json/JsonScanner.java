package io.texml.internal.json;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Goes over a JSON text value by value, where a parser makes tokens of all of it. Most of a page is plain text, which is
 * looked at eight bytes at a time and copied once. What is not plain (a string with an escape or a letter beyond ASCII, a
 * number with a sign or a fraction) is handed to Jackson's parser, value by value.
 */
final class JsonScanner extends BodyWindow {

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    /** As deep as Jackson reads. */
    private static final int DEEPEST = 500;

    /**
     * How many values a body may have. One costs up to 160 bytes of heap beyond its text, and three bytes of body, so that
     * without a bound a little becomes a lot. Most of what a record has a place for is not counted: it comes once for each
     * record, which is.
     */
    static final int MOST_VALUES = 500_000;

    /** How many of Jackson's tokens count as one value, as it cannot tell what an application's type has a place for. */
    static final int TOKENS_PER_VALUE = 4;

    /** Room for three members, where the usual map has it for twelve: most objects that are no records have fewer. */
    static final int FEW = 4;

    private static final Map<String, @Nullable Object> NO_MEMBERS = Collections.unmodifiableMap(new LinkedHashMap<>());
    private static final List<@Nullable Object> NO_ITEMS = Collections.unmodifiableList(new ArrayList<>());

    private static final byte INERT = 0;
    private static final byte ILLEGAL = 1;
    private static final byte QUOTE = 2;
    private static final byte OPEN = 3;
    private static final byte CLOSE = 4;

    /** What a byte means outside a string. */
    private static final byte[] MEANING = meanings();

    private int textStart;
    private int depth;
    private int values;
    private @Nullable OpenBrackets brackets;

    JsonScanner(InputStream body) {
        super(body);
    }

    /** Goes behind the start of an array or object, and behind its end when that comes next. */
    boolean isEmpty(char open, char close) {
        expect(open);
        if (next() != close) {
            return false;
        }
        at++;
        return true;
    }

    /** Goes behind the end of an array or object, or behind the comma that stands there instead. */
    boolean endOf(char close) {
        if (at < end && window[at] == ',') {
            at++;
            return false;
        }
        int b = next();
        if (b != close && b != ',') {
            throw malformed();
        }
        at++;
        return b == close;
    }

    /** Goes behind a member's name and its colon when they stand here just so, without a space. */
    boolean skipName(MemberName expected) {
        int length = expected.length();
        if (end - at < length + Long.BYTES || !expected.standsAt(window, at)) {
            return false;
        }
        at += length;
        return true;
    }

    /** Goes behind a member's name and its colon. */
    String name() {
        String name = string();
        expect(':');
        return name;
    }

    /** Goes behind a null when that comes next. */
    boolean skipNull() {
        return next() == 'n' && skipSame(NULL);
    }

    /** The string that begins next. */
    String string() {
        if (next() != '"') {
            throw malformed();
        }
        return text(skipString());
    }

    /** The text of the string that {@link #skipString} went behind. */
    String text(boolean plain) {
        if (plain) {
            return new String(window, textStart, textLength(), StandardCharsets.ISO_8859_1);
        }
        kept = textStart - 1;
        return String.valueOf(parseKept(JsonParser::getString));
    }

    /** What holds the text of the string that {@link #skipString} went behind, if it is plain. */
    byte[] textBytes() {
        return window;
    }

    int textStart() {
        return textStart;
    }

    int textLength() {
        return at - 1 - textStart;
    }

    /** The value that begins next: map, list, string, boolean, null, or a number that keeps every digit. */
    @Nullable
    Object value() {
        count(1);
        int first = next();
        return switch (first) {
            case '"' -> string();
            case '{' -> object();
            case '[' -> array();
            default -> word(first);
        };
    }

    /** The object that begins next, which must be one. */
    Map<String, @Nullable Object> object() {
        enter();
        if (isEmpty('{', '}')) {
            depth--;
            return NO_MEMBERS;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>(FEW);
        do {
            String name = name();
            members.put(name, value());
        } while (!endOf('}'));
        depth--;
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array() {
        enter();
        if (isEmpty('[', ']')) {
            depth--;
            return NO_ITEMS;
        }
        List<@Nullable Object> items = new ArrayList<>();
        do {
            items.add(value());
        } while (!endOf(']'));
        depth--;
        return Collections.unmodifiableList(items);
    }

    /** Counts what becomes an object of the heap. */
    void count(long more) {
        values += (int) more;
        if (values > MOST_VALUES) {
            throw MalformedBodyException.tooManyValues(MOST_VALUES);
        }
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw new MalformedBodyException("the body is nested more than " + DEEPEST + " levels deep");
        }
    }

    private @Nullable Object word(int first) {
        if (first == 't' && skipSame(TRUE)) {
            return true;
        }
        if (first == 'f' && skipSame(FALSE)) {
            return false;
        }
        if (skipNull()) {
            return null;
        }
        keepValue();
        long number = keptNumber();
        if (number < 0) {
            return parseKept(JsonScanner::number);
        }
        kept = NOTHING;
        if (number > Integer.MAX_VALUE) {
            return number;
        }
        return (int) number;
    }

    /** A decimal number comes as text when its exponent is larger than any that {@code BigDecimal} has. */
    private static Object number(JsonParser parser) {
        try {
            return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    ? parser.getNumberValue()
                    : parser.getDecimalValue();
        } catch (NumberFormatException tooLarge) {
            return parser.getString();
        }
    }

    /** The value that begins next, read by Jackson; the function gets the parser on its first token. */
    @Nullable
    Object parse(Function<JsonParser, @Nullable Object> reading) {
        keepValue();
        return parseKept(reading);
    }

    /** As {@link #parse} for a type of an application: what it is made of is known by its tokens alone. */
    @Nullable
    Object bind(Function<JsonParser, Object> binding) {
        return parse(parser -> {
            Object bound;
            try {
                bound = binding.apply(parser);
            } catch (RuntimeException refused) {
                countTokens(parser);
                throw refused;
            }
            countTokens(parser);
            return bound;
        });
    }

    private void countTokens(JsonParser parser) {
        count(1 + parser.currentTokenCount() / TOKENS_PER_VALUE);
    }

    /** The value that begins next as it stands there; within an object or array only brackets and strings are checked. */
    ByteBuffer raw() {
        count(1);
        int first = next();
        keepValue();
        byte[] bytes = Arrays.copyOfRange(window, kept, at);
        boolean checked = first == '{' || first == '[' || first == '"' || keptNumber() >= 0;
        if (!checked) {
            Object unused = parseKept(JsonParser::getString);
        }
        kept = NOTHING;
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /**
     * Goes behind the string that begins here.
     *
     * @return whether it is plain: ASCII without an escape, so that its bytes are its characters
     */
    boolean skipString() {
        byte[] bytes = window;
        int i = at + 1;
        long seen = 0;
        boolean escaped = false;
        while (true) {
            while (i <= end - Long.BYTES) {
                long eight = EightBytes.at(bytes, i);
                long hits = EightBytes.endsOrEscapes(eight);
                if (hits != 0) {
                    int before = EightBytes.before(hits);
                    seen |= EightBytes.first(eight, before);
                    i += before;
                    break;
                }
                seen |= eight;
                i += Long.BYTES;
            }
            if (i >= end) {
                int length = i - at;
                if (!refill()) {
                    at = end;
                    throw malformed();
                }
                bytes = window;
                i = at + length;
                continue;
            }
            byte b = bytes[i++];
            if (b == '"') {
                textStart = at + 1;
                at = i;
                return EightBytes.isAscii(seen) && !escaped;
            }
            if (b == '\\') {
                escaped = true;
                i++;
            } else if (b >= 0 && b < ' ') {
                at = i - 1;
                throw malformed();
            } else {
                seen |= b;
            }
        }
    }

    private void keepValue() {
        int unused = next();
        kept = at;
        skipValue();
    }

    private void skipValue() {
        switch (next()) {
            case '"' -> {
                boolean unused = skipString();
            }
            case '{', '[' -> skipNested();
            default -> skipWord();
        }
    }

    /** Passes over what changes nothing but whether the place is inside a string. */
    private void skipNested() {
        OpenBrackets open = brackets == null ? new OpenBrackets() : brackets;
        brackets = open;
        boolean inString = false;
        while (true) {
            byte[] bytes = window;
            int i = at;
            // Whether quotes are even or odd in number is kept when they are laid over each other.
            long quotes = 0;
            while (i <= end - Long.BYTES) {
                long eight = EightBytes.at(bytes, i);
                if (EightBytes.canNotBePassedOver(eight)) {
                    break;
                }
                quotes ^= EightBytes.quotes(eight);
                i += Long.BYTES;
            }
            at = i;
            inString ^= (Long.bitCount(quotes) & 1) != 0;
            if (at >= end && !refill()) {
                throw malformed();
            }
            int stop = Math.min(at + Long.BYTES, end);
            while (at < stop) {
                byte b = window[at++];
                if (inString) {
                    inString = b != '"';
                    if (b == '\\') {
                        at++;
                    } else if (b >= 0 && b < ' ') {
                        throw malformed();
                    }
                } else {
                    switch (MEANING[b & 0xFF]) {
                        case INERT -> {}
                        case QUOTE -> inString = true;
                        case OPEN -> open.open(b == '{');
                        case CLOSE -> {
                            if (!open.close(b == '}')) {
                                throw malformed();
                            }
                            if (open.depth() == 0) {
                                return;
                            }
                        }
                        default -> throw malformed();
                    }
                }
            }
        }
    }

    /** Goes behind what may be a number, true, false or null. */
    private void skipWord() {
        while ((at < end || refill()) && MEANING[window[at] & 0xFF] == INERT && ",: \t\r\n".indexOf(window[at]) < 0) {
            at++;
        }
    }

    /** The number that was kept, if it is a whole one without a sign; else -1. */
    private long keptNumber() {
        int length = at - kept;
        boolean startsWithZero = length > 1 && window[kept] == '0';
        return startsWithZero ? -1 : PlainNumbers.whole(window, kept, length);
    }

    private @Nullable Object parseKept(Function<JsonParser, @Nullable Object> reading) {
        int start = kept;
        kept = NOTHING;
        try (JsonParser parser =
                JsonWriter.FACTORY.createParser(ObjectReadContext.empty(), window, start, at - start)) {
            if (parser.nextToken() == null) {
                throw malformed();
            }
            Object value = reading.apply(parser);
            if (parser.nextToken() != null) {
                throw malformed();
            }
            return value;
        } catch (JacksonException unreadable) {
            // Its message can quote the body.
            long place = unreadable.getLocation() == null
                    ? 0
                    : Math.max(0, unreadable.getLocation().getByteOffset());
            throw malformed(passed + start + place);
        }
    }

    private static byte[] meanings() {
        byte[] meanings = new byte[256];
        Arrays.fill(meanings, ILLEGAL);
        for (int b = ' '; b < 0x7F; b++) {
            meanings[b] = INERT;
        }
        meanings['\n'] = INERT;
        meanings['\r'] = INERT;
        meanings['\t'] = INERT;
        meanings['\\'] = ILLEGAL;
        meanings['"'] = QUOTE;
        meanings['{'] = OPEN;
        meanings['['] = OPEN;
        meanings['}'] = CLOSE;
        meanings[']'] = CLOSE;
        return meanings;
    }
}
