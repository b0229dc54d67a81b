package io.texml.markup;

/**
 * Finds the start tags of a well-formed text one after the other. The reader says where an event ends, and that not
 * exactly.
 */
final class TagPlaces {

    private final String xml;
    private int position;
    private int line = 1;
    private int lineStart;
    private int lineEnd;

    /** Of a text whose lines end with a line feed alone. */
    TagPlaces(String xml) {
        this.xml = xml;
        this.lineEnd = lineEnd(0);
    }

    /** The next start tag; there has to be one. */
    Place next() {
        int tag = xml.indexOf('<', position);
        while (tag >= 0) {
            int after = afterOther(tag);
            if (after < 0) {
                position = tag + 1;
                return place(tag);
            }
            tag = xml.indexOf('<', after);
        }
        return place(xml.length());
    }

    /** The position behind what is no start tag; negative for a start tag, whose attributes hold no {@code <}. */
    private int afterOther(int tag) {
        if (xml.startsWith("<!--", tag)) {
            return behind("-->", tag + 4);
        }
        if (xml.startsWith("<![CDATA[", tag)) {
            return behind("]]>", tag + 9);
        }
        if (xml.startsWith("<?", tag)) {
            return behind("?>", tag + 2);
        }
        return xml.startsWith("</", tag) ? tag + 2 : -1;
    }

    private int behind(String end, int from) {
        int found = xml.indexOf(end, from);
        return found < 0 ? xml.length() : found + end.length();
    }

    private int lineEnd(int from) {
        int end = xml.indexOf('\n', from);
        return end < 0 ? Integer.MAX_VALUE : end;
    }

    private Place place(int tag) {
        while (lineEnd < tag) {
            line++;
            lineStart = lineEnd + 1;
            lineEnd = lineEnd(lineStart);
        }
        return new Place(line, tag - lineStart + 1);
    }
}
