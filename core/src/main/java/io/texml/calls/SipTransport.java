package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** How SIPREC signalling travels. */
public final class SipTransport extends OpenEnum<SipTransport> {

    /** UDP. */
    public static final SipTransport UDP = new SipTransport("udp");

    /** TCP. */
    public static final SipTransport TCP = new SipTransport("tcp");

    /** TLS. */
    public static final SipTransport TLS = new SipTransport("tls");

    private static final OpenEnumValues<SipTransport> VALUES = OpenEnumValues.of(SipTransport::new, UDP, TCP, TLS);

    private SipTransport(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SipTransport of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<SipTransport> knownValues() {
        return VALUES.list();
    }
}
