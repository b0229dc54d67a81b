package io.texml.calls;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.texml.OpenEnum;
import io.texml.internal.KnownValues;
import java.util.List;
import java.util.Objects;

/**
 * How the audio is encrypted on its way. Only for calls to SIP addresses: the API refuses it for calls to the telephone
 * network.
 *
 * @param value the text on the wire
 */
public record MediaEncryption(@JsonValue String value) implements OpenEnum {

    /** Not at all. */
    public static final MediaEncryption DISABLED = new MediaEncryption("disabled");

    /** SRTP with keys in the signalling. */
    public static final MediaEncryption SRTP = new MediaEncryption("SRTP");

    /** SRTP with keys agreed over DTLS. */
    public static final MediaEncryption DTLS = new MediaEncryption("DTLS");

    private static final KnownValues<MediaEncryption> KNOWN =
            KnownValues.of(MediaEncryption::value, DISABLED, SRTP, DTLS);

    /** Refuses null. */
    public MediaEncryption {
        Objects.requireNonNull(value, "value");
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static MediaEncryption of(String value) {
        return KNOWN.find(value, MediaEncryption::new);
    }

    /** The values that this version knows. */
    public static List<MediaEncryption> knownValues() {
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
