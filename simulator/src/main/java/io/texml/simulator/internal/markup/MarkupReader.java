package io.texml.simulator.internal.markup;

import io.texml.simulator.internal.engine.CallbackSink.Document;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents. The encoding of bytes is that of their byte order mark, or else of the {@code charset} of their media
 * type, or else the one that they declare, as RFC 7303 has it.
 */
public final class MarkupReader {

    private static final int DEEPEST = 16;

    /** Byte order marks, a byte a character, and the encodings that they stand for. */
    private static final Map<String, String> MARKS =
            Map.of("\u00EF\u00BB\u00BF", "UTF-8", "\u00FE\u00FF", "UTF-16BE", "\u00FF\u00FE", "UTF-16LE");

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DETAIL = Pattern.compile("(?s).*Message: ");

    private MarkupReader() {}

    /** The verbs of a document that an address has answered. */
    static List<Element> read(Document document) throws MarkupException {
        byte[] bytes = document.bytes();
        if (bytes.length == 0) {
            throw new MarkupException("The document is empty.");
        }
        if (bytes.length > Document.LONGEST) {
            throw new MarkupException("The document is longer than " + Document.LONGEST + " bytes.");
        }
        // The JDK's reader wants no mark before the encoding that it is told.
        String start = new String(bytes, 0, Math.min(3, bytes.length), StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> mark : MARKS.entrySet()) {
            if (start.startsWith(mark.getKey())) {
                return read(bytes, mark.getKey().length(), mark.getValue());
            }
        }
        Matcher charset = CHARSET.matcher(document.mediaType());
        return read(bytes, 0, charset.find() ? known(charset.group(1)) : null);
    }

    /** The verbs of a document that a request carries. */
    public static List<Element> read(String document) throws MarkupException {
        String text = document.startsWith("\uFEFF") ? document.substring(1) : document;
        if (text.isEmpty()) {
            throw new MarkupException("The document is empty.");
        }
        try {
            return verbs(factory().createXMLStreamReader(new StringReader(text)));
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
    }

    private static List<Element> read(byte[] bytes, int from, @Nullable String encoding) throws MarkupException {
        ByteArrayInputStream in = new ByteArrayInputStream(bytes, from, bytes.length - from);
        try {
            return verbs(
                    encoding == null
                            ? factory().createXMLStreamReader(in)
                            : factory().createXMLStreamReader(in, encoding));
        } catch (XMLStreamException e) {
            throw notXml(e);
        }
    }

    private static String known(String charset) throws MarkupException {
        try {
            return Charset.forName(charset).name();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new MarkupException("The charset of the answer's media type is not known.");
        }
    }

    private static List<Element> verbs(XMLStreamReader reader) throws XMLStreamException, MarkupException {
        Deque<Open> open = new ArrayDeque<>();
        Element root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open.push(Open.at(reader));
                    if (open.size() > DEEPEST) {
                        throw new MarkupException("Elements are nested deeper than " + DEEPEST + place(reader));
                    }
                }
                case XMLStreamConstants.CHARACTERS -> {
                    Open parent = open.peek();
                    if (parent != null) {
                        parent.text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    root = open.pop().element();
                    Open parent = open.peek();
                    if (parent != null) {
                        parent.children.add(root);
                    }
                }
                case XMLStreamConstants.DTD -> throw new MarkupException("There is a DTD" + place(reader));
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new MarkupException("An entity is not known" + place(reader));
                default -> {
                    // Comments and the like.
                }
            }
        }
        if (root == null || !root.name().equals("Response")) {
            throw new MarkupException("The root is not <Response> but <" + (root == null ? "" : root.name()) + ">.");
        }
        return root.children();
    }

    private static MarkupException notXml(XMLStreamException problem) {
        Location location = problem.getLocation();
        String message = DETAIL.matcher(String.valueOf(problem.getMessage())).replaceFirst("");
        // The parser may quote the text, which may hold numbers: its first line without what stands in quotes.
        String reason = message.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "..");
        return new MarkupException("It is not XML: " + reason
                + (location == null
                        ? ""
                        : " (line " + location.getLineNumber() + ", column " + location.getColumnNumber() + ")"));
    }

    private static String place(XMLStreamReader reader) {
        return " (line " + reader.getLocation().getLineNumber() + ", column "
                + reader.getLocation().getColumnNumber() + ").";
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** An element that has not ended. */
    private record Open(
            String name, Map<String, String> attributes, StringBuilder text, List<Element> children, int line) {

        static Open at(XMLStreamReader reader) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < reader.getAttributeCount(); i++) {
                attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
            }
            return new Open(
                    reader.getLocalName(),
                    attributes,
                    new StringBuilder(),
                    new ArrayList<>(),
                    reader.getLocation().getLineNumber());
        }

        Element element() {
            return new Element(name, attributes, text.toString().strip(), children, line);
        }
    }
}
