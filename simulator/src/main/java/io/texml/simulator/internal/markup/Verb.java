package io.texml.simulator.internal.markup;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One element of a TeXML document.
 *
 * @param characters the text directly inside
 */
public record Verb(String name, Map<String, String> attributes, StringBuilder characters, List<Verb> children) {

    private static final int DEEPEST = 16;

    /** The verbs of a document; none when it is not well-formed, as the platform drops such a document too. */
    public static List<Verb> parse(String document) {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(document));
            Deque<Verb> open = new ArrayDeque<>();
            Verb root = null;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        Verb verb = start(reader);
                        if (open.isEmpty()) {
                            root = verb;
                        } else {
                            open.peek().children.add(verb);
                        }
                        open.push(verb);
                        if (open.size() > DEEPEST) {
                            return List.of();
                        }
                    }
                    case XMLStreamConstants.CHARACTERS -> {
                        Verb parent = open.peek();
                        if (parent != null) {
                            parent.characters.append(reader.getText());
                        }
                    }
                    case XMLStreamConstants.END_ELEMENT -> open.pop();
                    default -> {
                        // Comments and the like.
                    }
                }
            }
            return root != null && root.name.equals("Response") ? root.children : List.of();
        } catch (XMLStreamException e) {
            return List.of();
        }
    }

    /** The text directly inside, without blanks round it. */
    public String text() {
        return characters.toString().strip();
    }

    String attribute(String key, String otherwise) {
        return attributes.getOrDefault(key, otherwise);
    }

    long seconds(String key, long otherwise) {
        try {
            return Math.max(0, Math.min(14_400, Long.parseLong(attribute(key, Long.toString(otherwise)))));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static Verb start(XMLStreamReader reader) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return new Verb(reader.getLocalName(), attributes, new StringBuilder(), new ArrayList<>());
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
