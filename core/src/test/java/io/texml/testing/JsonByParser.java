package io.texml.testing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What Jackson's parser makes of a body, by which the library's own reading is judged. */
public final class JsonByParser {

    private static final JsonMapper TOLERANT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private static final JsonMapper EACH_NAME_ONCE = TOLERANT.rebuild()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Behind it come brackets, commas and colons, and then nothing, another string, or a word. */
    private static final String END_OF_STRING = "(?s)\"\\s*([,:}\\]][,:{}\\[\\]\\s]*"
            + "(|\"(?!\\s*[,:}\\]]).*|(true|false|null|-?\\d[-+.\\deE]*)\\s*[,}\\]].*))?";

    private static final char REPLACEMENT = '\ufffd';

    private JsonByParser() {}

    /**
     * The members of a body once what is no UTF-8 was replaced, and with control characters and backslashes as they came, or
     * else without the backslashes that are half a letter; null when it is no object.
     *
     * @throws NumberFormatException when a number's exponent is larger than any that {@code BigDecimal} has
     */
    public static @Nullable Map<?, ?> object(byte[] json) {
        return object(TOLERANT, json);
    }

    /** Whether an object of a body that is read has a name twice: which of both counts is documented nowhere. */
    public static boolean repeatsAName(byte[] json) {
        return object(EACH_NAME_ONCE, json) == null;
    }

    private static @Nullable Map<?, ?> object(JsonMapper mapper, byte[] json) {
        String text = new String(json, StandardCharsets.UTF_8);
        Map<?, ?> read = object(mapper, text);
        return read == null && !isUtf8(json) ? object(mapper, withoutHalvesOfLetters(text)) : read;
    }

    private static @Nullable Map<?, ?> object(JsonMapper mapper, String json) {
        try {
            return mapper.readValue(escaped(json), Object.class) instanceof Map<?, ?> members ? members : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    private static String withoutHalvesOfLetters(String json) {
        StringBuilder out = new StringBuilder(json);
        boolean inString = false;
        boolean followsLetter = false;
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c == '"') {
                inString = !inString;
            } else if (inString && c == '\\') {
                if (followsLetter && isHalfOfALetter(out, i)) {
                    out.setCharAt(i, REPLACEMENT);
                    followsLetter = false;
                    continue;
                }
                i++;
            }
            followsLetter = i < out.length() && out.charAt(i) > 0x7F;
        }
        return out.toString();
    }

    private static boolean isHalfOfALetter(StringBuilder json, int backslash) {
        int behind = backslash;
        while (behind < json.length() && json.charAt(behind) == '\\') {
            behind++;
        }
        boolean isOdd = (behind - backslash) % 2 != 0;
        return behind < json.length()
                && json.charAt(behind) == '"'
                && isOdd == json.substring(behind).matches(END_OF_STRING);
    }

    private static boolean isUtf8(byte[] json) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .hasArray();
        } catch (CharacterCodingException foreign) {
            return false;
        }
    }

    /** With a second backslash behind each that begins no escape. */
    private static String escaped(String json) {
        StringBuilder out = new StringBuilder(json.length() + 8);
        for (int i = 0; i < json.length(); i++) {
            out.append(json.charAt(i));
            if (json.charAt(i) == '\\') {
                out.append(beginsEscape(json, i + 1) ? json.charAt(++i) : '\\');
            }
        }
        return out.toString();
    }

    private static boolean beginsEscape(String json, int at) {
        if (at < json.length() && json.charAt(at) == 'u') {
            return at + 5 <= json.length() && json.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}");
        }
        return at < json.length() && "\"\\/bfnrt".indexOf(json.charAt(at)) >= 0;
    }
}
