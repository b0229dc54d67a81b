package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * Who may call the SIP subdomain of an application.
 *
 * @param value the text on the wire
 */
public record SipSubdomainReceiveSettings(@JsonValue String value) implements OpenEnum {

    /** Only connections of the same account. */
    public static final SipSubdomainReceiveSettings ONLY_MY_CONNECTIONS =
            new SipSubdomainReceiveSettings("only_my_connections");

    /** Anybody. */
    public static final SipSubdomainReceiveSettings FROM_ANYONE = new SipSubdomainReceiveSettings("from_anyone");

    private static final KnownValues<SipSubdomainReceiveSettings> KNOWN =
            KnownValues.of(SipSubdomainReceiveSettings::value, ONLY_MY_CONNECTIONS, FROM_ANYONE);

    /** Refuses null. */
    public SipSubdomainReceiveSettings {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SipSubdomainReceiveSettings of(String value) {
        return KNOWN.find(value, SipSubdomainReceiveSettings::new);
    }

    /** The values that this version knows. */
    public static List<SipSubdomainReceiveSettings> knownValues() {
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
