package io.texml.simulator.internal.wire;

import io.texml.simulator.internal.wire.PercentCode.MalformedEncodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code application/x-www-form-urlencoded}, of bodies and of query strings. */
public final class Forms {

    private Forms() {}

    /** One name and its value, in the order of the text. */
    public record Field(String name, String value) {}

    /** Reads a form; a name without {@code =} has an empty value. */
    public static List<Field> parse(String text) throws MalformedEncodingException {
        List<Field> fields = new ArrayList<>();
        if (text.isEmpty()) {
            return fields;
        }
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.add(new Field(PercentCode.decode(name, true), PercentCode.decode(value, true)));
        }
        return fields;
    }

    /** Writes a form in the map's order. */
    public static String format(Map<String, String> fields) {
        StringBuilder out = new StringBuilder();
        fields.forEach((name, value) -> {
            if (!out.isEmpty()) {
                out.append('&');
            }
            out.append(PercentCode.encode(name)).append('=').append(PercentCode.encode(value));
        });
        return out.toString();
    }
}
