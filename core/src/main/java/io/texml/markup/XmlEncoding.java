package io.texml.markup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the bytes of a document into text, as appendix F of XML 1.0 says. */
final class XmlEncoding {

    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

    /** More than any declaration needs. */
    private static final int DECLARATION = 200;

    private XmlEncoding() {}

    /**
     * @throws TexmlSyntaxException when the encoding is unknown, the bytes are not in it, or they are more than the longest
     *     document can have
     */
    static String decode(byte[] bytes) {
        if (bytes.length > 4 * MarkupReader.LONGEST) {
            throw MarkupReader.tooLong();
        }
        Charset charset = charset(bytes);
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException broken) {
            throw new TexmlSyntaxException(
                    1,
                    1,
                    "the bytes are not in " + charset.name() + "; save the document in the encoding that it names");
        }
    }

    private static Charset charset(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0, '<')) {
            return StandardCharsets.UTF_16BE;
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, '<', 0)) {
            return StandardCharsets.UTF_16LE;
        }
        String beginning =
                new String(bytes, 0, Math.min(bytes.length, DECLARATION), StandardCharsets.ISO_8859_1).stripLeading();
        Matcher declared = DECLARED.matcher(beginning);
        return declared.find() ? named(declared.group(1)) : StandardCharsets.UTF_8;
    }

    private static Charset named(String name) {
        try {
            Charset charset = Charset.forName(name);
            // The declaration was read as ASCII: what it names is no encoding of two bytes a character.
            return "<".equals(new String(new byte[] {'<'}, charset)) ? charset : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw new TexmlSyntaxException(
                    1, 1, "the encoding that the XML declaration names is unknown; save the document in UTF-8");
        }
    }

    private static boolean startsWith(byte[] bytes, int... beginning) {
        if (bytes.length < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if ((bytes[i] & 0xFF) != beginning[i]) {
                return false;
            }
        }
        return true;
    }
}
