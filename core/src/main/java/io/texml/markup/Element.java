package io.texml.markup;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a document: a verb, a noun, or what stands in one of them. Immutable; each setter returns a copy that
 * differs in one thing.
 *
 * <p>Two elements are equal when they have the same name, the same attributes in whatever order, and the same content;
 * where they were read from does not matter. {@code toString()} shows the names of elements and attributes, never a
 * value or a text.
 */
public sealed interface Element permits AbstractElement, Verb, GatherChild, DialNoun, StartNoun, StopNoun, ConnectNoun {

    /**
     * An element that this version has no class for; it fits wherever a verb or a noun does.
     *
     * @param name letters, digits and {@code _ - . :}, beginning with a letter or {@code _}
     * @throws IllegalArgumentException for another name
     */
    static RawElement of(String name) {
        return RawElement.named(name);
    }

    /** Its name in the document, such as {@code Gather}. */
    String elementName();

    /** The values of its attributes by their names, as they stand in the document and in that order; unmodifiable. */
    Map<String, String> attributes();

    /** The value of an attribute as it stands in the document; empty when the attribute is not there. */
    Optional<String> attribute(String name);

    /**
     * This element with an attribute that this version has no method for, or with a value that the method does not take,
     * such as {@code {{Digits}}}.
     *
     * @param name on the wire, case-sensitive
     * @param value any text; it is escaped where it is written
     * @throws IllegalArgumentException for a name that XML does not allow, or a value with a character that XML 1.0 does
     *     not allow
     */
    Element attribute(String name, String value);

    /** The elements right within it, in their order; unmodifiable. */
    List<Element> children();

    /** The text right within it, without that of its children; with the blanks round it as they stand in the document. */
    String text();
}
