package io.texml.markup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all elements share: a type, which says what they may hold, and the parts that they hold.
 *
 * @param <E> the element itself
 */
abstract non-sealed class AbstractElement<E extends AbstractElement<E>> implements Element {

    /** So deep may elements nest, read or built: walking a document must not exhaust the stack. */
    static final int DEEPEST = 100;

    private final ElementType<E> type;
    private final Parts parts;
    private final int depth;

    AbstractElement(ElementType<E> type, Parts parts) {
        this.type = type;
        this.parts = type.content().keepsBlanks() ? parts : parts.withoutBlanks();
        this.depth = 1 + deepest(this.parts.content());
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    type.name() + " nests more than " + DEEPEST + " elements; TeXML needs ten at most");
        }
    }

    @Override
    public final String elementName() {
        return type.name();
    }

    @Override
    public final Map<String, String> attributes() {
        return parts.attributes();
    }

    @Override
    public final Optional<String> attribute(String name) {
        return Optional.ofNullable(parts.attributes().get(name));
    }

    @Override
    public final E attribute(String name, String value) {
        XmlText.checkName(name, "the name of an attribute of " + type.name());
        Objects.requireNonNull(value, () -> type.name() + "." + name + " must not be null; leave it out instead");
        XmlText.check(value, type.name() + "." + name);
        return type.create(parts.withAttribute(name, value));
    }

    /** This element with one more child that this version has no class for; after what it holds already. */
    public final E child(RawElement child) {
        return add(child);
    }

    @Override
    public final List<Element> children() {
        return parts.content().stream()
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    @Override
    public final String text() {
        StringBuilder text = new StringBuilder();
        for (Object part : parts.content()) {
            if (part instanceof String piece) {
                text.append(piece);
            }
        }
        return text.toString();
    }

    final ElementType<E> type() {
        return type;
    }

    final Parts parts() {
        return parts;
    }

    /** This element with a documented attribute, whose type says how a value is written. */
    final E set(String name, Object value) {
        Attribute attribute = type.documented(name);
        return type.create(parts.withAttribute(name, attribute.write(type.name(), value)));
    }

    /** As {@link #set} for an attribute that is several values in one text. */
    final E setAll(String name, Object[] values) {
        return set(name, Arrays.asList(values));
    }

    final E add(Element child) {
        return addAll(Collections.singletonList(child));
    }

    /** As {@link #add} for a child of which there may be one: it takes the place of one that is there. */
    final E put(Element child) {
        List<Object> changed = new ArrayList<>(parts.content());
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i) instanceof Element present
                    && present.elementName().equals(child.elementName())) {
                changed.set(i, adopted(child));
                return type.create(new Parts(parts.attributes(), changed, parts.place()));
            }
        }
        return add(child);
    }

    final E addAll(List<? extends Element> children) {
        Objects.requireNonNull(children, () -> "the children of " + type.name() + " must not be null");
        List<Object> changed = new ArrayList<>(parts.content());
        for (Element child : children) {
            changed.add(adopted(child));
        }
        return type.create(new Parts(parts.attributes(), changed, parts.place()));
    }

    /** This element with one more thing in a child that holds such things; the child is made when it is not there. */
    final E addWithin(ElementType<RawElement> container, Element child) {
        List<Object> changed = new ArrayList<>(parts.content());
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i) instanceof RawElement present
                    && present.elementName().equals(container.name())) {
                changed.set(i, present.add(child));
                return type.create(new Parts(parts.attributes(), changed, parts.place()));
            }
        }
        return add(container.create().add(child));
    }

    final E addText(String text) {
        Objects.requireNonNull(text, () -> "the text of " + type.name() + " must not be null; leave it out instead");
        XmlText.check(text, "the text of " + type.name());
        return type.create(parts.withText(text));
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof AbstractElement<?> that
                && type.name().equals(that.type.name())
                && parts.attributes().equals(that.parts.attributes())
                && parts.content().equals(that.parts.content());
    }

    @Override
    public final int hashCode() {
        return Objects.hash(type.name(), parts.attributes(), parts.content());
    }

    /** The names of the element, its attributes and its children; never a value or a text. */
    @Override
    public final String toString() {
        StringBuilder text = new StringBuilder(type.name()).append('[');
        String separator = "";
        for (String name : parts.attributes().keySet()) {
            text.append(separator).append(name);
            separator = ", ";
        }
        for (Element child : children()) {
            text.append(separator).append(child);
            separator = ", ";
        }
        return text.append(']').toString();
    }

    /** As {@link #set} for an attribute that is a list of words with commas in between. */
    final E setWords(String name, String[] words) {
        String place = type.name() + "." + name;
        if (words.length == 0) {
            throw new IllegalArgumentException(place + " must not be empty; leave it out instead");
        }
        for (String word : words) {
            Objects.requireNonNull(word, () -> place + " must not hold null; leave it out instead");
        }
        return set(name, String.join(",", words));
    }

    private Element adopted(@Nullable Element child) {
        Objects.requireNonNull(child, () -> "a child of " + type.name() + " must not be null; leave it out instead");
        return type.adopt((AbstractElement<?>) child);
    }

    private static int deepest(List<Object> content) {
        int deepest = 0;
        for (Object part : content) {
            if (part instanceof AbstractElement<?> child) {
                deepest = Math.max(deepest, child.depth());
            }
        }
        return deepest;
    }

    private int depth() {
        return depth;
    }
}
