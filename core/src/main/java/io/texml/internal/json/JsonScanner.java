package io.texml.internal.json;

import io.texml.internal.KnownValues;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Goes over a JSON text value by value, where a parser makes tokens of all of it. Most of a page is plain text, which is
 * looked at eight bytes at a time and copied once. What is not plain (a string with an escape or a letter beyond ASCII, a
 * number with a sign or a fraction) is handed to Jackson's parser, value by value.
 *
 * <p>A string of another charset, or with a control character that was not escaped, is read all the same, so that one bad
 * name does not cost the body: what is no UTF-8 becomes U+FFFD; a control character stays, and so does a backslash that
 * escapes nothing. In raw items nothing changes. What is malformed all the same {@link LettersOfTwoBytes} reads again.
 * Half of a surrogate pair is read in names as in values, where Jackson refuses it in names.
 *
 * <p>A {@link Span} is good until the scanner goes behind the comma, colon or bracket that comes next, however much of the
 * body it reads on the way. Later it is refused.
 */
final class JsonScanner {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    /**
     * How many arrays and objects of a body may be open at once, however it is read. As deep as Jackson reads by default, so
     * that whoever gets a part of a body can read it.
     */
    static final int DEEPEST = 500;

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

    private static final JsonFactory TOLERANT = JsonWriter.FACTORY
            .rebuild()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    /** The group is there for a backslash that begins no escape. */
    private static final Pattern ESCAPE_OR_BACKSLASH = Pattern.compile("\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4})|(\\\\)");

    private static final byte INERT = 0;
    private static final byte ILLEGAL = 1;
    private static final byte QUOTE = 2;
    private static final byte OPEN = 3;
    private static final byte CLOSE = 4;

    /** What a byte means outside a string. */
    private static final byte[] MEANING = meanings();

    private final BodyWindow window;
    private final byte @Nullable [] sent;
    /** The window's, as they are until {@link #refill}. */
    private byte[] bytes;

    private int end;

    private int at;
    /** What stands from here on stays in the window, and spans of it are good; at most {@link #at}. */
    private int kept;

    private int depth;
    private int values;
    /** Whether an open bracket that was passed over is an object's, by its depth. */
    private boolean @Nullable [] isObject;

    JsonScanner(InputStream body) {
        this(body, null);
    }

    /** @param sent the bytes of raw items when they are others than those that are read; as many */
    JsonScanner(InputStream body, byte @Nullable [] sent) {
        this.sent = sent;
        this.window = new BodyWindow(body);
        this.bytes = window.bytes();
        boolean unused = skipSame(BYTE_ORDER_MARK);
    }

    /** The next byte that is no white space; -1 at the end. */
    int next() {
        // Nearly always there is no white space, and little code is inlined wherever it is called.
        return at < end && bytes[at] > ' ' ? bytes[at] : nextBehindSpace();
    }

    private int nextBehindSpace() {
        boolean nothingIsKept = kept == at;
        while (at < end || refill()) {
            byte b = bytes[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
            if (nothingIsKept) {
                kept = at;
            }
        }
        return -1;
    }

    /** Goes behind these bytes when they stand here. */
    private boolean skipSame(byte[] expected) {
        while (end - at < expected.length) {
            if (!refill()) {
                return false;
            }
        }
        if (!Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length)) {
            return false;
        }
        at += expected.length;
        return true;
    }

    /** Reads more of the body into the window, after which every index is another; false at the body's end. */
    private boolean refill() {
        boolean more = window.slideTo(kept);
        at -= kept;
        kept = 0;
        bytes = window.bytes();
        end = window.end();
        return more;
    }

    /** How many bytes of the body stand before what begins next. */
    long position() {
        return window.passed() + at;
    }

    /**
     * Goes behind these bytes, which were passed already, when the same stand here. Not when they are no longer in the window,
     * or not all of it is read yet: whoever asks reads it then.
     */
    boolean skipSame(long position, int length) {
        long index = position - window.passed();
        if (index < 0 || length > end - at) {
            return false;
        }
        int from = (int) index;
        if (!Arrays.equals(bytes, from, from + length, bytes, at, at + length)) {
            return false;
        }
        at += length;
        return true;
    }

    /**
     * The index at which a span begins.
     *
     * @throws IllegalStateException when its bytes are no longer kept
     */
    private int indexOf(long span) {
        int index = Span.start(span) - (int) window.passed();
        if (index < kept) {
            throw new IllegalStateException("the span is of a value that was left");
        }
        return index;
    }

    /** Whether nothing but white space follows the value that was read, which was the body's. */
    boolean isAtEnd() {
        kept = at;
        return next() < 0;
    }

    /** Goes behind the start of an array or object, and behind its end when that comes next. Else {@link #endOf} ends it. */
    boolean isEmpty(char open, char close) {
        expect(open);
        enter();
        if (next() != close) {
            return false;
        }
        expect(close);
        depth--;
        return true;
    }

    /** Goes behind the end of an array or object, or behind the comma that stands there instead. */
    boolean endOf(char close) {
        if (at < end && bytes[at] == ',') {
            at++;
            kept = at;
            return false;
        }
        kept = at;
        int b = next();
        if (b != close && b != ',') {
            throw malformed();
        }
        at++;
        kept = at;
        if (b == ',') {
            return false;
        }
        depth--;
        return true;
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw new MalformedBodyException("the body is nested more than " + DEEPEST + " levels deep");
        }
    }

    /** Goes behind the colon or bracket that must come next. */
    private void expect(char wanted) {
        kept = at;
        if (next() != wanted) {
            throw malformed();
        }
        at++;
        kept = at;
    }

    /** Goes behind a member's name and its colon when they stand here just so, without a space. */
    boolean skipName(MemberName expected) {
        int length = expected.length();
        if (end - at < length + Long.BYTES || !expected.standsAt(bytes, at)) {
            return false;
        }
        at += length;
        kept = at;
        return true;
    }

    /** Goes behind a member's name and its colon. */
    String name() {
        String name = string();
        expect(':');
        return name;
    }

    /** Goes behind a member's name and its colon; the name when it is one of these, else null. */
    @Nullable
    String name(KnownValues<String> wanted) {
        long string = skipString();
        String name = Span.isPlainString(string) ? inPlace(string, wanted::find) : wanted.find(text(string));
        expect(':');
        return name;
    }

    /** Goes behind a null when that comes next. */
    boolean skipNull() {
        return next() == 'n' && skipSame(NULL);
    }

    /** The string that begins next. */
    String string() {
        return text(skipString());
    }

    /** The text of a string. */
    String text(long string) {
        if (Span.isPlainString(string)) {
            int start = indexOf(string) + 1;
            return new String(bytes, start, Span.length(string) - 2, StandardCharsets.ISO_8859_1);
        }
        return String.valueOf(parse(string, JsonParser::getString));
    }

    /** The value that a plain string's text is read as, without a string of it; null when it is not plain, or read as none. */
    <T> @Nullable T inPlace(long string, InPlace<T> reading) {
        return Span.isPlainString(string) ? reading.read(bytes, indexOf(string) + 1, Span.length(string) - 2) : null;
    }

    /** Reads a text where it stands, each byte a character of ASCII; null when it has not the form that this reads. */
    interface InPlace<T> {
        @Nullable
        T read(byte[] bytes, int start, int length);
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
        if (isEmpty('{', '}')) {
            return NO_MEMBERS;
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>(FEW);
        do {
            String name = name();
            members.put(name, value());
        } while (!endOf('}'));
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array() {
        if (isEmpty('[', ']')) {
            return NO_ITEMS;
        }
        List<@Nullable Object> items = new ArrayList<>();
        do {
            items.add(value());
        } while (!endOf(']'));
        return Collections.unmodifiableList(items);
    }

    /** Counts what becomes an object of the heap. */
    void count(long more) {
        values += (int) more;
        if (values > MOST_VALUES) {
            throw MalformedBodyException.tooManyValues(MOST_VALUES);
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
        long value = skipValue();
        long number = wholeNumber(value);
        if (number < 0) {
            return parse(value, JsonScanner::number);
        }
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
        return parse(skipValue(), reading);
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
        long value = skipValue();
        boolean checked = first == '{' || first == '[' || first == '"' || wholeNumber(value) >= 0;
        if (!checked) {
            Object unused = parse(value, JsonParser::getString);
        }
        int start = sent == null ? indexOf(value) : Span.start(value);
        byte[] copy = Arrays.copyOfRange(sent == null ? bytes : sent, start, start + Span.length(value));
        return ByteBuffer.wrap(copy).asReadOnlyBuffer();
    }

    /** Goes behind the string that begins next. */
    long skipString() {
        // Whoever asks has nearly always seen the quote already.
        boolean isHere = at < end && bytes[at] == '"';
        if (!isHere && next() != '"') {
            throw malformed();
        }
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
                i = readOn(i);
                continue;
            }
            byte b = bytes[i++];
            if (b == '"') {
                long start = position();
                int length = i - at;
                at = i;
                return EightBytes.isAscii(seen) && !escaped
                        ? Span.ofPlainString(start, length)
                        : Span.of(start, length);
            }
            if (b == '\\') {
                escaped = true;
                i++;
            } else if (b >= 0 && b < ' ') {
                escaped = true;
            } else {
                seen |= b;
            }
        }
    }

    /** Goes behind the value that begins next, of which only brackets and strings are looked at. */
    void skip() {
        count(1);
        long unused = skipValue();
    }

    /** Goes behind the value that begins next. */
    private long skipValue() {
        int first = next();
        if (first == '"') {
            return skipString();
        }
        long start = position();
        if (first == '{' || first == '[') {
            skipNested();
        } else {
            skipWord();
        }
        return Span.of(start, (int) (position() - start));
    }

    /** Passes over what changes nothing but whether the place is inside a string. */
    private void skipNested() {
        boolean[] open = isObject == null ? new boolean[DEEPEST + 1] : isObject;
        isObject = open;
        int outside = depth;
        boolean inString = false;
        int i = at;
        while (true) {
            long parities = 0;
            while (i <= end - Long.BYTES) {
                long eight = EightBytes.at(bytes, i);
                if (EightBytes.canNotBePassedOver(eight)) {
                    break;
                }
                parities ^= EightBytes.quoteParity(eight);
                i += Long.BYTES;
            }
            inString ^= EightBytes.isOdd(parities);
            if (i >= end) {
                i = readOn(i);
            }
            int stop = Math.min(i + Long.BYTES, end);
            while (i < stop) {
                byte b = bytes[i++];
                if (inString) {
                    inString = b != '"';
                    if (b == '\\') {
                        i++;
                    }
                } else {
                    switch (MEANING[b & 0xFF]) {
                        case INERT -> {}
                        case QUOTE -> inString = true;
                        case OPEN -> {
                            enter();
                            open[depth] = b == '{';
                        }
                        case CLOSE -> {
                            if (open[depth] != (b == '}')) {
                                throw malformed(i);
                            }
                            if (--depth == outside) {
                                at = i;
                                return;
                            }
                        }
                        default -> throw malformed(i);
                    }
                }
            }
        }
    }

    /** Reads more of the body, which must go on; what an index from the position on meant is then meant by the returned one. */
    private int readOn(int index) {
        int behindPosition = index - at;
        if (!refill()) {
            throw malformed(end);
        }
        return at + behindPosition;
    }

    /** Goes behind what may be a number, true, false or null. */
    private void skipWord() {
        do {
            int i = at;
            while (i < end && MEANING[bytes[i] & 0xFF] == INERT && ",: \t\r\n".indexOf(bytes[i]) < 0) {
                i++;
            }
            at = i;
        } while (at == end && refill());
    }

    /** The number at a span, if it is a whole one without a sign; else -1. */
    private long wholeNumber(long value) {
        int start = indexOf(value);
        int length = Span.length(value);
        boolean startsWithZero = length > 1 && bytes[start] == '0';
        return startsWithZero ? -1 : PlainNumbers.whole(bytes, start, length);
    }

    /** What Jackson makes of the value at a span. */
    private @Nullable Object parse(long value, Function<JsonParser, @Nullable Object> reading) {
        int start = indexOf(value);
        int length = Span.length(value);
        if (hasFormsBeyondUtf8(bytes, start, length)) {
            return parseDamaged(start, length, reading, start);
        }
        try (JsonParser parser = JsonWriter.FACTORY.createParser(ObjectReadContext.empty(), bytes, start, length)) {
            return parse(parser, reading);
        } catch (StreamConstraintsException tooMuch) {
            throw malformed(indexOf(start, tooMuch));
        } catch (JacksonException unreadable) {
            return parseDamaged(start, length, reading, indexOf(start, unreadable));
        }
    }

    /** As Jackson reads it once what is no UTF-8 was replaced, and with control characters and backslashes as they came. */
    private @Nullable Object parseDamaged(
            int start, int length, Function<JsonParser, @Nullable Object> reading, int damagedAt) {
        String text = withStrayBackslashes(new String(bytes, start, length, StandardCharsets.UTF_8));
        try (JsonParser parser = TOLERANT.createParser(ObjectReadContext.empty(), text)) {
            return parse(parser, reading);
        } catch (JacksonException unreadable) {
            throw malformed(damagedAt);
        }
    }

    /** Whether there is what Jackson reads, but is no UTF-8: a form longer than needed, or beyond the last character. */
    private static boolean hasFormsBeyondUtf8(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            int first = bytes[i] & 0xFF;
            if (first < 0xC0) {
                continue;
            }
            int second = i + 1 < start + length ? bytes[i + 1] & 0xFF : 0;
            if (first < 0xC2
                    || first > 0xF4
                    || (first == 0xE0 && second < 0xA0)
                    || (first == 0xF0 && second < 0x90)
                    || (first == 0xF4 && second > 0x8F)) {
                return true;
            }
        }
        return false;
    }

    /** In some charsets a letter's second byte is that of a backslash. One that begins no escape stands for itself. */
    private static String withStrayBackslashes(String text) {
        return text.indexOf('\\') < 0 ? text : ESCAPE_OR_BACKSLASH.matcher(text).replaceAll("$0$1");
    }

    private @Nullable Object parse(JsonParser parser, Function<JsonParser, @Nullable Object> reading) {
        if (parser.nextToken() == null) {
            throw malformed();
        }
        Object read = reading.apply(parser);
        if (parser.nextToken() != null) {
            throw malformed();
        }
        return read;
    }

    /** A message of Jackson's can quote the body. */
    private static int indexOf(int start, JacksonException unreadable) {
        long place = unreadable.getLocation() == null
                ? 0
                : Math.max(0, unreadable.getLocation().getByteOffset());
        return start + (int) place;
    }

    private MalformedBodyException malformed() {
        return malformed(at);
    }

    private MalformedBodyException malformed(int index) {
        return new MalformedBodyException(
                "the body is no well-formed JSON, or is cut off, at byte " + (window.passed() + index));
    }

    private static byte[] meanings() {
        byte[] meanings = new byte[256];
        Arrays.fill(meanings, ILLEGAL);
        // Delete too, which passes among eight bytes at once: whether a body is read must not depend on its pieces.
        for (int b = ' '; b <= 0x7F; b++) {
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
