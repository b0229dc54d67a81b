package io.texml.markup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is documented of an element where it stands: its attributes, what it may hold, and what has to hold between its
 * parts. Two elements of one name in different places, such as the {@code Stream} of a {@code Start} and that of a
 * {@code Stop}, have two types. Each stands at the top of its element's class. Immutable.
 */
final class ElementType<E extends AbstractElement<E>> {

    private final String name;
    private final Content content;
    private final BiFunction<ElementType<E>, Parts, E> maker;
    private final Map<String, Attribute> attributes;
    private final Map<String, ElementType<?>> children;
    private final Map<String, String> traps;
    private final List<Consumer<ElementChecks>> rules;

    private ElementType(
            String name,
            Content content,
            BiFunction<ElementType<E>, Parts, E> maker,
            Map<String, Attribute> attributes,
            Map<String, ElementType<?>> children,
            Map<String, String> traps,
            List<Consumer<ElementChecks>> rules) {
        this.name = name;
        this.content = content;
        this.maker = maker;
        this.attributes = attributes;
        this.children = children;
        this.traps = traps;
        this.rules = rules;
    }

    static <E extends AbstractElement<E>> ElementType<E> of(String name, Content content, Function<Parts, E> maker) {
        return of(name, content, (type, parts) -> maker.apply(parts));
    }

    static <E extends AbstractElement<E>> ElementType<E> of(
            String name, Content content, BiFunction<ElementType<E>, Parts, E> maker) {
        return new ElementType<>(name, content, maker, Map.of(), Map.of(), Map.of(), List.of());
    }

    ElementType<E> attributes(Attribute... documented) {
        Map<String, Attribute> all = new LinkedHashMap<>();
        for (Attribute attribute : documented) {
            all.put(attribute.name(), attribute);
        }
        return new ElementType<>(name, content, maker, Collections.unmodifiableMap(all), children, traps, rules);
    }

    ElementType<E> children(ElementType<?>... documented) {
        Map<String, ElementType<?>> all = new LinkedHashMap<>();
        for (ElementType<?> child : documented) {
            all.put(child.name, child);
        }
        return new ElementType<>(name, content, maker, attributes, Collections.unmodifiableMap(all), traps, rules);
    }

    /** A name that people write for one of the attributes, and that the platform does not read here. */
    ElementType<E> trap(String written, String meant) {
        Map<String, String> all = new LinkedHashMap<>(traps);
        all.put(written, meant);
        return new ElementType<>(name, content, maker, attributes, children, all, rules);
    }

    /** What has to hold between attributes, content and children. */
    ElementType<E> rule(Consumer<ElementChecks> rule) {
        List<Consumer<ElementChecks>> all = new ArrayList<>(rules);
        all.add(rule);
        return new ElementType<>(name, content, maker, attributes, children, traps, List.copyOf(all));
    }

    String name() {
        return name;
    }

    Content content() {
        return content;
    }

    Map<String, Attribute> attributes() {
        return attributes;
    }

    Map<String, ElementType<?>> children() {
        return children;
    }

    Map<String, String> traps() {
        return traps;
    }

    List<Consumer<ElementChecks>> rules() {
        return rules;
    }

    Attribute documented(String attribute) {
        Attribute found = attributes.get(attribute);
        if (found == null) {
            throw new IllegalStateException(name + " has no attribute " + attribute);
        }
        return found;
    }

    /** An empty element. */
    E create() {
        return create(Parts.NONE);
    }

    E create(Parts parts) {
        return maker.apply(this, parts);
    }

    /** The type of a child by its name, where it is documented here. */
    @Nullable
    ElementType<?> child(String childName) {
        return children.get(childName);
    }

    /** The type that a child has here; one that is not documented here holds anything. */
    ElementType<?> childOrUnknown(String childName) {
        ElementType<?> documented = children.get(childName);
        return documented == null ? RawElement.type(childName, Content.ANYTHING) : documented;
    }

    /** A child as it is read again after it was written within this element. */
    Element adopt(AbstractElement<?> child) {
        ElementType<?> here = childOrUnknown(child.elementName());
        return here == child.type()
                        || (here.content() == Content.ANYTHING && child.type().content() == Content.ANYTHING)
                ? child
                : here.make(child.parts());
    }

    /** An element of this type with these parts, its children with the types that they have here. */
    private Element make(Parts parts) {
        List<Object> adopted = parts.content().stream()
                .map(part -> part instanceof AbstractElement<?> child ? adopt(child) : part)
                .toList();
        return create(new Parts(parts.attributes(), adopted, parts.place()));
    }
}
