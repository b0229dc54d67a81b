package io.texml.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Documents of whatever may stand in a document, the same for the same seed. */
final class RandomDocument {

    private static final String[] PIECES = {
        "a",
        "Z",
        "0",
        " ",
        "  ",
        "\n",
        "\t",
        "\r",
        "\r\n",
        "&",
        "<",
        ">",
        "\"",
        "'",
        "]]>",
        "<!--",
        "-->",
        "&amp;",
        "&#1;",
        "{{From}}",
        "<![CDATA[",
        "\u00e9",
        "\u20ac",
        "\ud83d\ude00",
        "\ufffd",
        "\ue000",
        "\u0085",
        "\u2028",
        "%",
        "#",
        "\\",
        "+13125550147"
    };

    private final Random random;

    RandomDocument(long seed) {
        this.random = new Random(seed);
    }

    RawElement root() {
        RawElement root = Texml.RESPONSE.create();
        List<ElementType<?>> verbs = new ArrayList<>(Texml.RESPONSE.children().values());
        for (int i = random.nextInt(6); i > 0; i--) {
            root = root.child(element(verbs.get(random.nextInt(verbs.size())), 1));
        }
        return root;
    }

    private AbstractElement<?> element(ElementType<?> type, int depth) {
        return fill(type, depth);
    }

    private <E extends AbstractElement<E>> E fill(ElementType<E> type, int depth) {
        E element = type.create();
        for (String name : type.attributes().keySet()) {
            if (random.nextInt(4) == 0) {
                element = element.attribute(name, text());
            }
        }
        if (random.nextInt(8) == 0) {
            element = element.attribute("newer-attribute", text());
        }
        List<ElementType<?>> children = new ArrayList<>(type.children().values());
        if (depth > 6) {
            return element.addText(text());
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0 -> element = element.addText(text());
                case 1 -> element = element.child(unknown(depth + 1));
                default -> {
                    if (!children.isEmpty()) {
                        element = element.add(element(children.get(random.nextInt(children.size())), depth + 1));
                    }
                }
            }
        }
        return element;
    }

    /** An element that is not documented, or a documented one where it is not. */
    private RawElement unknown(int depth) {
        String[] names = {"Newer", "break", "amazon:effect", "Say", "Gather", "Number", "x-1._", "say"};
        return fill(RawElement.type(names[random.nextInt(names.length)], Content.ANYTHING), depth);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    /** The element as somebody else may write it: other quotes, references, CDATA, comments, indentation. */
    String writtenOtherwise(AbstractElement<?> element) {
        StringBuilder xml = new StringBuilder(random.nextBoolean() ? "<?xml version='1.0' encoding='utf-8' ?>\n" : "");
        if (random.nextBoolean()) {
            xml.append("<!-- a comment, <Say>not</Say> an element -->\n<?php echo '<Say>'; ?>\n");
        }
        write(xml, element);
        return xml.append(random.nextBoolean() ? "\n" : "").toString();
    }

    private void write(StringBuilder xml, AbstractElement<?> element) {
        xml.append('<').append(element.elementName());
        element.attributes().forEach((name, value) -> {
            char quote = random.nextBoolean() ? '\'' : '"';
            xml.append(random.nextBoolean() ? " " : "\n   ")
                    .append(name)
                    .append(random.nextBoolean() ? "=" : " = ")
                    .append(quote);
            value.codePoints().forEach(c -> reference(xml, c, "<&\n\r\t" + quote));
            xml.append(quote);
        });
        if (element.parts().content().isEmpty() && random.nextBoolean()) {
            xml.append(" />");
            return;
        }
        xml.append('>');
        boolean indents = !element.type().content().keepsBlanks();
        Object before = element;
        for (Object part : element.parts().content()) {
            if (indents && !(part instanceof String) && !(before instanceof String)) {
                xml.append("\n    ");
            }
            if (part instanceof AbstractElement<?> child) {
                write(xml, child);
            } else if (random.nextInt(3) == 0 && !((String) part).contains("]]>") && !((String) part).contains("\r")) {
                xml.append("<![CDATA[").append(part).append("]]>");
            } else {
                ((String) part).codePoints().forEach(c -> reference(xml, c, "<&>\r"));
            }
            if (random.nextInt(6) == 0) {
                xml.append("<!-- & -->");
            }
            before = part;
        }
        xml.append("</").append(element.elementName()).append('>');
    }

    private void reference(StringBuilder xml, int c, String needed) {
        if (needed.indexOf(c) >= 0 || random.nextInt(10) == 0) {
            xml.append(random.nextBoolean() ? "&#" + c + ";" : "&#x" + Integer.toHexString(c) + ";");
        } else {
            xml.appendCodePoint(c);
        }
    }
}
