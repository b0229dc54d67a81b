package io.texml.simulator.internal.page;

import io.texml.simulator.internal.wire.Forms;
import io.texml.simulator.internal.wire.PercentCode.MalformedEncodingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an address or a form says, by name. */
final class Fields {

    private final Map<String, String> values = new LinkedHashMap<>();

    private Fields() {}

    static Fields parse(String encoded) throws MalformedEncodingException {
        Fields fields = new Fields();
        Forms.parse(encoded)
                .forEach(field -> fields.values.put(field.name(), field.value().strip()));
        return fields;
    }

    /** A value, null when it is not given or empty. */
    @Nullable
    String find(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    String find(String name, String otherwise) {
        String value = find(name);
        return value == null ? otherwise : value;
    }

    /**
     * A value that has to be there.
     *
     * @throws IllegalArgumentException when it is not
     */
    String get(String name, String label) {
        String value = find(name);
        if (value == null) {
            throw new IllegalArgumentException(label + " is missing; fill it in.");
        }
        return value;
    }

    /** A number that is not negative, or its default when it is none. */
    long number(String name, long otherwise) {
        String value = find(name);
        return value != null && value.matches("\\d{1,18}") ? Long.parseLong(value) : otherwise;
    }
}
