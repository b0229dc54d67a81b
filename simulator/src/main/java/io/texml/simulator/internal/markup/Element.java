package io.texml.simulator.internal.markup;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One element of a TeXML document.
 *
 * @param text what stands directly inside, without blanks round it
 * @param line where it begins, from 1
 */
public record Element(String name, Map<String, String> attributes, String text, List<Element> children, int line) {

    /** An attribute, null when the document does not give it or gives it empty. */
    public @Nullable String attribute(String key) {
        String value = attributes.get(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** An attribute or its default. */
    public String attribute(String key, String otherwise) {
        String value = attribute(key);
        return value == null ? otherwise : value;
    }

    /** Whether an attribute says {@code true}. */
    public boolean flag(String key, boolean otherwise) {
        return attribute(key, Boolean.toString(otherwise)).equals("true");
    }

    /** A number that is not negative, or its default when it is none. */
    public long number(String key, long otherwise) {
        try {
            return Math.max(0, Math.min(Integer.MAX_VALUE, Long.parseLong(attribute(key, Long.toString(otherwise)))));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** A time in whole seconds. */
    public Duration seconds(String key, long otherwise) {
        return Duration.ofSeconds(number(key, otherwise));
    }

    /** The words of an attribute that holds several. */
    public Set<String> words(String key, String otherwise) {
        return Set.copyOf(List.of(attribute(key, otherwise).split("\\s+", -1)));
    }

    /** An HTTP method, in upper case. */
    public String method(String key) {
        return attribute(key, "POST").toUpperCase(Locale.ROOT);
    }

    /** What stands inside, that of elements inside too. */
    public String spoken() {
        if (children.isEmpty()) {
            return text;
        }
        StringBuilder spoken = new StringBuilder(text);
        children.forEach(child -> spoken.append(' ').append(child.spoken()));
        return spoken.toString().strip();
    }

    /** Name and place; not the text, which may hold numbers. */
    @Override
    public String toString() {
        return name + " (line " + line + ")";
    }
}
