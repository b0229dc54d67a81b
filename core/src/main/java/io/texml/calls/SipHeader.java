package io.texml.calls;

import io.texml.RequestValidationException;
import io.texml.internal.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A SIP header of your own that goes out with the INVITE of a call. Its value can be a secret, so {@link #toString()}
 * shows the name only.
 *
 * @param name the header's name, such as {@code X-Customer}: letters, digits and {@code - . ! % * _ + ` ' ~}
 * @param value its value; any text without line breaks and other control characters
 */
public record SipHeader(String name, String value) {

    /** Refuses null, a name that is no token of RFC 3261, and a value with a line break or another control character. */
    public SipHeader {
        String problem = nameProblem("name", name);
        if (problem == null) {
            problem = valueProblem("value", value);
        }
        if (problem != null) {
            throw new RequestValidationException("SipHeader", List.of(problem));
        }
    }

    /** The list of objects on the wire; null stays null. */
    static List<@Nullable Map<String, Object>> toParameter(Collection<SipHeader> headers) {
        List<@Nullable Map<String, Object>> parameter = new ArrayList<>(headers.size());
        for (SipHeader header : headers) {
            parameter.add(header == null ? null : header.members());
        }
        return parameter;
    }

    /** What is wrong with a list of such objects, in one sentence that does not quote it; or null. */
    static @Nullable String problem(String parameter, @Nullable Object list) {
        if (list instanceof List<?> headers) {
            for (Object header : headers) {
                if (header instanceof Map<?, ?> members) {
                    String problem = nameProblem(parameter + ".name", members.get("name"));
                    if (problem == null) {
                        problem = valueProblem(parameter + ".value", members.get("value"));
                    }
                    if (problem != null) {
                        return problem;
                    }
                }
            }
        }
        return null;
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        members.put("value", value);
        return members;
    }

    private static @Nullable String nameProblem(String subject, @Nullable Object name) {
        if (name == null) {
            return subject + " must not be null; set it";
        }
        if (!(name instanceof String text) || Text.isBlank(text)) {
            return subject + " must not be blank";
        }
        return Text.isSipToken(text) ? null : subject + " must be a token of SIP; take letters, digits and hyphens";
    }

    private static @Nullable String valueProblem(String subject, @Nullable Object value) {
        if (value == null) {
            return subject + " must not be null; set it";
        }
        String text = value.toString();
        for (int i = 0; i < text.length(); i++) {
            if (Text.isControl(text.charAt(i))) {
                return subject + " must not have a line break or another control character; leave it out";
            }
        }
        return Text.hasLoneSurrogate(text) ? subject + " has half of a surrogate pair; give whole characters" : null;
    }

    /** The name; never the value. */
    @Override
    public String toString() {
        return "SipHeader[name=" + name + "]";
    }
}
