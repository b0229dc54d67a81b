package io.texml.markup;

/**
 * An element that has no class of its own: what this version does not know, speech markup in a {@link Say}, or the
 * structure within a verb such as {@link HttpRequest}. Made by {@link Element#of} and {@link Ssml}. It takes any
 * attribute, text and child.
 */
public final class RawElement extends AbstractElement<RawElement>
        implements Verb, GatherChild, DialNoun, StartNoun, StopNoun, ConnectNoun {

    private RawElement(ElementType<RawElement> type, Parts parts) {
        super(type, parts);
    }

    static RawElement named(String name) {
        XmlText.checkName(name, "the name of an element");
        return type(name, Content.ANYTHING).create(Parts.NONE);
    }

    /** A type without a class of its own. */
    static ElementType<RawElement> type(String name, Content content) {
        return ElementType.of(name, content, RawElement::new);
    }

    /** This element with more text, after what it holds already. */
    public RawElement text(String text) {
        return addText(text);
    }

    /** This element with one more child, after what it holds already. */
    public RawElement child(Element child) {
        return add(child);
    }
}
