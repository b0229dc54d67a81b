package io.texml.calls;

import io.texml.RequestValidationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A SIP header of your own that goes out with the INVITE of a call. Its value can be a secret, so {@link #toString()}
 * shows the name only.
 *
 * @param name the header's name, such as {@code X-Customer}
 * @param value its value
 */
public record SipHeader(String name, String value) {

    /** Refuses null, a blank name, and line breaks, which would begin another header. */
    public SipHeader {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (name.isBlank()) {
            throw new RequestValidationException("SipHeader", List.of("name must not be blank"));
        }
        if ((name + value).chars().anyMatch(character -> character == '\r' || character == '\n')) {
            throw new RequestValidationException("SipHeader", List.of("name and value must not have a line break"));
        }
    }

    /** The object on the wire. */
    Map<String, Object> toParameter() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("value", value);
        return members;
    }

    /** The name; never the value. */
    @Override
    public String toString() {
        return "SipHeader[name=" + name + "]";
    }
}
