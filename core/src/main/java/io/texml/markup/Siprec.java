package io.texml.markup;

import io.texml.CallbackMethod;
import io.texml.MediaTrack;
import java.net.URI;
import java.time.Duration;

/**
 * Sends the audio of the call to a recorder by SIPREC.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/siprec">its documentation</a>
 */
public final class Siprec extends AbstractElement<Siprec> implements StartNoun {

    static final ElementType<Siprec> TYPE = ElementType.of("Siprec", Content.NONE, Siprec::new)
            .attributes(
                    Attribute.text("connectorName").isRequired(),
                    Attribute.url("statusCallback"),
                    Attribute.choice("statusCallbackMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.choice("track", MediaTrack.knownValues())
                            .byDefault(MediaTrack.BOTH_TRACKS)
                            .inTwiml("inbound_track"),
                    Attribute.text("name"),
                    Attribute.bool("includeMetadataCustomHeaders").byDefault("false"),
                    Attribute.bool("secure").byDefault("false"),
                    Attribute.seconds("sessionTimeoutSecs")
                            .range(90, 14440)
                            .or(0)
                            .byDefault(1800));

    private Siprec(Parts parts) {
        super(TYPE, parts);
    }

    /** A session with the SIPREC connector of this name. */
    public static Siprec connector(String connectorName) {
        return TYPE.create().set("connectorName", connectorName);
    }

    /** {@code statusCallback}: an absolute URL that is told what happens. */
    public Siprec statusCallback(URI statusCallback) {
        return set("statusCallback", statusCallback);
    }

    /**
     * {@code statusCallbackMethod}: how {@code statusCallback} is called. Default: {@link CallbackMethod#POST
     * POST}.
     */
    public Siprec statusCallbackMethod(CallbackMethod value) {
        return set("statusCallbackMethod", value);
    }

    /**
     * {@code track}: which audio is sent. Default: {@link MediaTrack#BOTH_TRACKS both_tracks}. In TwiML the
     * default is {@code inbound_track}.
     */
    public Siprec track(MediaTrack track) {
        return set("track", track);
    }

    /** {@code name}: a name by which {@link Stop} ends it. */
    public Siprec name(String name) {
        return set("name", name);
    }

    /** {@code includeMetadataCustomHeaders}: whether custom headers are sent with the metadata. Default: false. */
    public Siprec includeMetadataCustomHeaders(boolean includeMetadataCustomHeaders) {
        return set("includeMetadataCustomHeaders", includeMetadataCustomHeaders);
    }

    /** {@code secure}: whether the connection is encrypted. Default: false. */
    public Siprec secure(boolean secure) {
        return set("secure", secure);
    }

    /**
     * {@code sessionTimeoutSecs}: after how long without a refresh the session ends; 0 is never. Whole seconds, 90
     * to 14440, or 0. Default: 1800.
     */
    public Siprec sessionTimeoutSecs(Duration sessionTimeoutSecs) {
        return set("sessionTimeoutSecs", sessionTimeoutSecs);
    }
}
