package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/**
 * How the audio is encrypted on its way. Only for calls to SIP addresses: the API refuses it for calls to the telephone
 * network.
 */
public final class MediaEncryption extends OpenEnum<MediaEncryption> {

    /** Not at all. */
    public static final MediaEncryption DISABLED = new MediaEncryption("disabled");

    /** SRTP with keys in the signalling. */
    public static final MediaEncryption SRTP = new MediaEncryption("SRTP");

    /** SRTP with keys agreed over DTLS. */
    public static final MediaEncryption DTLS = new MediaEncryption("DTLS");

    private static final OpenEnumValues<MediaEncryption> VALUES =
            OpenEnumValues.of(MediaEncryption::new, DISABLED, SRTP, DTLS);

    private MediaEncryption(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static MediaEncryption of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<MediaEncryption> knownValues() {
        return VALUES.list();
    }
}
