package io.texml.simulator.internal.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checked parameters of a request, in the order they came; what was not given has the documented default. */
public final class Parameters {

    /** No parameters. */
    public static final Parameters NONE = new Parameters(Map.of(), Map.of());

    private final Map<String, @Nullable Object> values;
    private final Map<String, ParameterRule> rules;

    /** Values of the types that {@link io.texml.simulator.internal.contract.ParameterType} names. */
    public Parameters(Map<String, @Nullable Object> values, Map<String, ParameterRule> rules) {
        this.values = new LinkedHashMap<>(values);
        this.rules = rules;
    }

    /** Whether the request gave a value. */
    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** The text of a parameter, its default, or null. */
    public @Nullable String text(String name) {
        Object value = values.get(name);
        if (value != null) {
            return String.valueOf(value);
        }
        ParameterRule rule = rules.get(name);
        return rule == null ? null : rule.defaultValue();
    }

    /** The text of a parameter or another text. */
    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** A number, its default, or another number. */
    public long number(String name, long otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** A flag, its default, or false. */
    public boolean flag(String name) {
        return "true".equals(text(name));
    }

    /** The words of a parameter that holds several. */
    public Set<String> words(String name) {
        String text = text(name);
        return text == null ? Set.of() : Set.copyOf(List.of(text.strip().split("\\s+", -1)));
    }

    /** Texts of an array of strings. */
    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The members of an object. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> object(String name) {
        return values.get(name) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** The same, without one of them. */
    public Parameters without(String name) {
        Map<String, @Nullable Object> others = new LinkedHashMap<>(values);
        others.remove(name);
        return new Parameters(others, rules);
    }

    /** All values that the request gave. */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
