package io.texml.markup;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a document with the JDK's StAX: no document type, no entities but those of XML, nothing fetched, all bounded. */
final class MarkupReader {

    /** In characters. */
    static final int LONGEST = 1_000_000;

    /** The JDK's own: once it is set up, it makes a reader for each thread that asks. */
    private static final XMLInputFactory FACTORY = factory();

    private static final int MOST_ATTRIBUTES = 100;

    private static final Pattern SHORT_NAME = Pattern.compile("(?!.*\\d{4})[\\w.:-]{1,40}");
    private static final String TYPOGRAPHIC_QUOTES = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb\u2033";

    private final String xml;
    private final TagPlaces places;
    private final Deque<Frame> open = new ArrayDeque<>();
    private boolean rootIsRead;

    private MarkupReader(String xml) {
        this.xml = xml;
        this.places = new TagPlaces(xml);
    }

    /** The root of a document. */
    static RawElement read(String text) {
        if (text.length() > LONGEST) {
            throw tooLong();
        }
        String xml = withoutCarriageReturns(text.startsWith("\ufeff") ? text.substring(1) : text);
        refuseBlanksBeforeDeclaration(xml);
        return new MarkupReader(xml).read();
    }

    static TexmlSyntaxException tooLong() {
        return new TexmlSyntaxException(
                1, 1, String.format("the document has more than %,d characters; split it by Redirect", LONGEST));
    }

    private RawElement read() {
        // Closed, as the factory keeps the last reader that it made, and with it what that read from.
        try (StringReader text = new StringReader(xml)) {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(text);
            try {
                return read(reader);
            } catch (IndexOutOfBoundsException
                    | NullPointerException
                    | IllegalStateException
                    | MissingResourceException fault) {
                // Of the reader itself, for input that it should have refused, or has no words to refuse.
                throw refused(reader.getLocation(), "this is no XML");
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            throw malformed(malformed);
        }
    }

    private RawElement read(XMLStreamReader reader) throws XMLStreamException {
        if ("1.1".equals(reader.getVersion())) {
            throw new TexmlSyntaxException(1, 1, "XML 1.1 is not taken; write version=\"1.0\"");
        }
        RawElement root = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> open.push(start(reader));
                case XMLStreamConstants.END_ELEMENT -> root = end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    Frame frame = open.peek();
                    if (frame != null) {
                        frame.add(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD ->
                    throw new TexmlSyntaxException(1, 1, "a document type (DOCTYPE) is not taken; delete it");
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw refused(reader.getLocation(), "an entity is not declared; write the character itself");
                default -> {
                    // Comments and processing instructions say nothing to the platform.
                }
            }
        }
        if (root == null) {
            throw new TexmlSyntaxException(1, 1, "there is no element; write <Response/> for a document without verbs");
        }
        return root;
    }

    private Frame start(XMLStreamReader reader) {
        String name = reader.getLocalName();
        Place place = places.next();
        if (open.size() >= AbstractElement.DEEPEST) {
            throw refused(
                    place, "more than " + AbstractElement.DEEPEST + " elements in each other; TeXML needs ten at most");
        }
        int count = reader.getAttributeCount();
        if (count > MOST_ATTRIBUTES) {
            throw refused(place, "more than " + MOST_ATTRIBUTES + " attributes of one element; delete some");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            attributes.put(
                    prefix == null || prefix.isEmpty() ? local : prefix + ":" + local, reader.getAttributeValue(i));
        }
        Frame parent = open.peek();
        return new Frame(parent == null ? rootType(name) : parent.type.childOrUnknown(name), attributes, place);
    }

    /** The root, when it is the root that ends. */
    private @Nullable RawElement end() {
        Frame ended = open.pop();
        AbstractElement<?> element = ended.element();
        Frame parent = open.peek();
        if (parent != null) {
            parent.add(element);
            return null;
        }
        rootIsRead = true;
        return (RawElement) element;
    }

    private static ElementType<?> rootType(String name) {
        return name.equals(Texml.RESPONSE.name()) ? Texml.RESPONSE : RawElement.type(name, Content.ANYTHING);
    }

    /** In words of our own: the reader's depend on the machine's language, and quote the document. */
    private TexmlSyntaxException malformed(XMLStreamException malformed) {
        Location location = malformed.getLocation();
        return refused(location, "this is no XML: " + reason(location == null ? 0 : offset(location)));
    }

    private String reason(int offset) {
        Frame within = open.peek();
        int tag = xml.lastIndexOf('<', offset - 1);
        int text = xml.lastIndexOf('>', offset - 1);
        int reference = xml.lastIndexOf('&', offset - 1);
        if (isNear(TYPOGRAPHIC_QUOTES, offset)) {
            return "the value of an attribute stands in typographic quotes; write \" or ' round it";
        }
        if (offset >= xml.stripTrailing().length()) {
            return within == null ? "it ends too early" : "it ends before the end tag of " + named(within);
        }
        for (int at = Math.max(0, offset - 1); at <= offset; at++) {
            if (XmlText.isRefused(xml, at)) {
                return "a character that XML cannot hold; remove it";
            }
            if (tag >= 0 && xml.startsWith("{{", at) && text < tag) {
                return "a template stands in a tag; write it into the value of an attribute, or between elements";
            }
        }
        if (xml.startsWith("<!--", tag) && text < tag) {
            return "a comment holds --; write - instead";
        }
        boolean refers =
                reference > Math.max(tag, text) || (reference > tag && xml.indexOf(';', reference) >= offset - 1);
        if (refers && xml.startsWith("&#", reference)) {
            return "a reference (&#...;) to no character that XML can hold; remove it";
        }
        if (refers) {
            return "an entity that is not declared, or an & that stands for itself; write &amp; for it";
        }
        if (within == null && rootIsRead) {
            return "something stands behind the end of the outermost element; delete it";
        }
        if (within == null && tag < 0) {
            return "it does not begin with an element";
        }
        if (within != null && xml.startsWith("</", tag)) {
            return "an end tag does not fit; " + named(within) + " is open";
        }
        return text < tag
                ? "a tag is not right; write attributes as name=\"value\", each once, and &lt; for < itself"
                : "a character that is not allowed here";
    }

    private boolean isNear(String characters, int offset) {
        for (int at = Math.max(0, offset - 1); at <= offset + 1 && at < xml.length(); at++) {
            if (characters.indexOf(xml.charAt(at)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private int offset(Location location) {
        int start = 0;
        for (int line = 1; line < location.getLineNumber(); line++) {
            int end = xml.indexOf('\n', start);
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        return Math.min(xml.length(), Math.max(0, start + location.getColumnNumber() - 1));
    }

    private static String named(Frame frame) {
        return SHORT_NAME.matcher(frame.type.name()).matches() ? frame.type.name() : "an element";
    }

    private static TexmlSyntaxException refused(@Nullable Location location, String problem) {
        return location == null
                ? new TexmlSyntaxException(1, 1, problem)
                : new TexmlSyntaxException(
                        Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()), problem);
    }

    private static TexmlSyntaxException refused(Place place, String problem) {
        return new TexmlSyntaxException(place.line(), place.column(), problem);
    }

    private static void refuseBlanksBeforeDeclaration(String xml) {
        String stripped = xml.stripLeading();
        if (stripped.length() < xml.length() && stripped.startsWith("<?xml ")) {
            throw new TexmlSyntaxException(
                    1, 1, "blanks or line breaks stand before <?xml, which has to come first; delete them");
        }
    }

    /** As XML says of the ends of lines; the reader would count some lines twice. */
    private static String withoutCarriageReturns(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // The bounds are those above, whatever the JDK has: 25 counts each &amp; and refuses the 100,001st.
        // Entities that multiply need a document type, which is refused.
        for (String bound : List.of("totalEntitySizeLimit", "maxGeneralEntitySizeLimit", "maxElementDepth")) {
            factory.setProperty("jdk.xml." + bound, "0");
        }
        factory.setProperty("jdk.xml.elementAttributeLimit", "10000");
        factory.setXMLReporter(null);
        return factory;
    }

    /** An element whose end has not come yet. */
    private static final class Frame {

        final ElementType<?> type;

        private final List<Object> content = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private final Map<String, String> attributes;
        private final Place place;

        Frame(ElementType<?> type, Map<String, String> attributes, Place place) {
            this.type = type;
            this.attributes = attributes;
            this.place = place;
        }

        /** A comment parts a text in two. */
        void add(String more) {
            text.append(more);
        }

        void add(AbstractElement<?> child) {
            endText();
            content.add(child);
        }

        AbstractElement<?> element() {
            endText();
            return type.create(new Parts(attributes, content, place));
        }

        private void endText() {
            if (!text.isEmpty()) {
                content.add(text.toString());
                text.setLength(0);
            }
        }
    }
}
