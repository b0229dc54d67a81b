package io.texml.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** What was written is read again as it was, whoever wrote it. */
class RoundTripTest {

    @Test
    void whatIsWrittenIsReadAgainAsItWas() {
        for (long seed = 0; seed < 3_000; seed++) {
            RawElement root = new RandomDocument(seed).root();
            String xml = MarkupWriter.document(root);
            RawElement read = MarkupReader.read(xml);

            assertThat(read).as("seed %d", seed).isEqualTo(root).hasSameHashCodeAs(root);
            assertThat(MarkupWriter.document(read)).isEqualTo(xml);
        }
    }

    @Test
    void whatSomebodyElseWroteIsReadAsItWasMeant() {
        for (long seed = 0; seed < 3_000; seed++) {
            RandomDocument random = new RandomDocument(seed);
            RawElement root = random.root();
            String xml = random.writtenOtherwise(root);

            assertThat(Texml.parse(xml).response()).as("seed %d", seed).isEqualTo(root);
        }
    }

    @Test
    void aReaderThatIsNotOursReadsTheSameOfWhatIsWrittenAgain() throws Exception {
        for (long seed = 0; seed < 1_000; seed++) {
            RandomDocument random = new RandomDocument(seed);
            String xml = random.writtenOtherwise(random.root());

            assertThat(dom(Texml.parse(xml).toXml())).as("seed %d", seed).isEqualTo(dom(xml));
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyElementWithEveryAttributeIsReadAgainAsItWas(Vocabulary.Entry entry) {
        AbstractElement<?> element = entry.type().create();
        RandomDocument random = new RandomDocument(entry.path().hashCode());
        for (String name : entry.type().attributes().keySet()) {
            element = (AbstractElement<?>) element.attribute(name, random.text());
        }
        RawElement root = wrapped(entry, element);

        assertThat(Texml.parse(MarkupWriter.document(root)).response()).isEqualTo(root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void aByteOrderMarkSaysTheEncoding(String charset) {
        String xml = "\ufeff<?xml version=\"1.0\"?><Response><Say>Gr\u00fc\u00dfe \ud83d\ude00</Say></Response>";

        assertThat(Texml.parse(xml.getBytes(Charset.forName(charset))))
                .isEqualTo(Texml.of(Say.text("Gr\u00fc\u00dfe \ud83d\ude00")));
        assertThat(Texml.parse(xml)).isEqualTo(Texml.of(Say.text("Gr\u00fc\u00dfe \ud83d\ude00")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "ISO-8859-1", "windows-1252", "iso-8859-15", "UTF-16BE", "UTF-16LE"})
    void theDeclarationSaysTheEncoding(String charset) {
        String xml = "<?xml version='1.0' encoding='" + charset + "'?><Response><Say>Gr\u00fc\u00dfe</Say></Response>";

        assertThat(Texml.parse(xml.getBytes(Charset.forName(charset))))
                .isEqualTo(Texml.of(Say.text("Gr\u00fc\u00dfe")));
    }

    @Test
    void theBytesOfADocumentAreInUtf8() {
        Texml document = Texml.of(Say.text("\u20ac"));

        assertThat(document.toBytes()).isEqualTo(document.toXml().getBytes(StandardCharsets.UTF_8));
        assertThat(Texml.parse(document.toBytes())).isEqualTo(document);
    }

    static Iterable<Vocabulary.Entry> entries() {
        return Vocabulary.all();
    }

    private static RawElement wrapped(Vocabulary.Entry entry, AbstractElement<?> element) {
        AbstractElement<?> wrapped = element;
        for (int i = entry.path().size() - 2; i >= 0; i--) {
            wrapped = RawElement.type(entry.path().get(i), Content.ANYTHING)
                    .create()
                    .add(wrapped);
        }
        RawElement root = (RawElement) wrapped;
        return Texml.RESPONSE.create(root.parts());
    }

    /** The tree of a document; without comments, and without the texts that show nothing where they say nothing. */
    private static String dom(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setCoalescing(true);
        factory.setIgnoringComments(true);
        StringBuilder out = new StringBuilder();
        write(
                out,
                Texml.RESPONSE,
                factory.newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)))
                        .getDocumentElement());
        return out.toString();
    }

    private static void write(StringBuilder out, ElementType<?> type, Node node) {
        Map<String, String> attributes = new TreeMap<>();
        NamedNodeMap present = node.getAttributes();
        for (int i = 0; i < present.getLength(); i++) {
            attributes.put(present.item(i).getNodeName(), present.item(i).getNodeValue());
        }
        out.append('<').append(node.getNodeName()).append(attributes).append('>');
        StringBuilder text = new StringBuilder();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) {
                append(out, type, text);
                write(out, type.childOrUnknown(child.getNodeName()), child);
            } else if (child.getNodeType() == Node.TEXT_NODE) {
                text.append(child.getNodeValue());
            }
        }
        append(out, type, text);
        out.append("</>");
    }

    private static void append(StringBuilder out, ElementType<?> type, StringBuilder text) {
        if (type.content().keepsBlanks() || !text.toString().isBlank()) {
            // Indentation beside a text is part of it, and stays as it was.
            out.append('(').append(text).append(')');
        }
        text.setLength(0);
    }
}
