package io.texml.applications;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** Who may call the SIP subdomain of an application. */
public final class SipSubdomainReceiveSettings extends OpenEnum<SipSubdomainReceiveSettings> {

    /** Only connections of the same account. */
    public static final SipSubdomainReceiveSettings ONLY_MY_CONNECTIONS =
            new SipSubdomainReceiveSettings("only_my_connections");

    /** Anybody. */
    public static final SipSubdomainReceiveSettings FROM_ANYONE = new SipSubdomainReceiveSettings("from_anyone");

    private static final OpenEnumValues<SipSubdomainReceiveSettings> VALUES =
            OpenEnumValues.of(SipSubdomainReceiveSettings::new, ONLY_MY_CONNECTIONS, FROM_ANYONE);

    private SipSubdomainReceiveSettings(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static SipSubdomainReceiveSettings of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<SipSubdomainReceiveSettings> knownValues() {
        return VALUES.list();
    }
}
