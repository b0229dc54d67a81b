package io.texml;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The headers of a response: read-only, names in any case. */
public interface Headers {

    /** The first value of a header, or null when there is none. */
    @Nullable
    String first(String name);

    /** Every value of a header in the order received; empty when there is none. */
    List<String> all(String name);

    /** The names that are there. */
    Set<String> names();

    /** Headers from a map, for tests of applications. */
    static Headers of(Map<String, String> values) {
        Objects.requireNonNull(values, "values");
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, value) -> copy.put(name, List.of(value)));
        return new Headers() {
            @Override
            public @Nullable String first(String name) {
                List<String> all = copy.get(name);
                return all == null ? null : all.get(0);
            }

            @Override
            public List<String> all(String name) {
                return copy.getOrDefault(name, List.of());
            }

            @Override
            public Set<String> names() {
                return copy.keySet().stream().collect(Collectors.toUnmodifiableSet());
            }

            @Override
            public String toString() {
                return "Headers" + copy.keySet();
            }
        };
    }
}
