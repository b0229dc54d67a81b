package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * How SIPREC signalling travels.
 *
 * @param value the text on the wire
 */
public record SipTransport(@JsonValue String value) implements OpenEnum {

    /** UDP. */
    public static final SipTransport UDP = new SipTransport("udp");

    /** TCP. */
    public static final SipTransport TCP = new SipTransport("tcp");

    /** TLS. */
    public static final SipTransport TLS = new SipTransport("tls");

    private static final KnownValues<SipTransport> KNOWN = KnownValues.of(SipTransport::value, UDP, TCP, TLS);

    /** Refuses null. */
    public SipTransport {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SipTransport of(String value) {
        return KNOWN.find(value, SipTransport::new);
    }

    /** The values that this version knows. */
    public static List<SipTransport> knownValues() {
        return KNOWN.list();
    }

    @Override
    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    /** The text on the wire. */
    @Override
    public String toString() {
        return value;
    }
}
