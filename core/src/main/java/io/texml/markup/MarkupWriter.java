package io.texml.markup;

import java.util.Map;

/** Writes an element: no blanks but those of its texts, attributes in the order in which they were set. */
final class MarkupWriter {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    private MarkupWriter() {}

    static String document(AbstractElement<?> root) {
        StringBuilder out = new StringBuilder(512).append(DECLARATION);
        write(out, root);
        return out.toString();
    }

    private static void write(StringBuilder out, AbstractElement<?> element) {
        String name = element.elementName();
        Parts parts = element.parts();
        out.append('<').append(name);
        for (Map.Entry<String, String> attribute : parts.attributes().entrySet()) {
            out.append(' ').append(attribute.getKey()).append("=\"");
            XmlText.escapeAttribute(out, attribute.getValue());
            out.append('"');
        }
        if (parts.content().isEmpty()) {
            out.append("/>");
            return;
        }
        out.append('>');
        for (Object part : parts.content()) {
            if (part instanceof AbstractElement<?> child) {
                write(out, child);
            } else {
                XmlText.escapeText(out, (String) part);
            }
        }
        out.append("</").append(name).append('>');
    }
}
