package io.texml.markup;

import io.texml.BidirectionalMode;
import io.texml.CallbackMethod;
import io.texml.MediaTrack;
import java.net.URI;

/**
 * A media stream: audio of the call to a WebSocket, and with {@link Connect} back from it.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/stream">its documentation</a>
 */
public final class Stream extends AbstractElement<Stream> implements StartNoun, ConnectNoun {

    static final ElementType<Stream> TYPE = ElementType.of("Stream", Content.NONE, Stream::new)
            .attributes(
                    Attribute.webSocketUrl("url").isRequired(),
                    Attribute.choice("track", MediaTrack.knownValues()).byDefault(MediaTrack.INBOUND_TRACK),
                    Attribute.text("name"),
                    Attribute.choice("codec", StreamCodec.knownValues()).byDefault(StreamCodec.DEFAULT),
                    Attribute.choice("bidirectionalMode", BidirectionalMode.knownValues())
                            .byDefault(BidirectionalMode.MP3),
                    Attribute.choice(
                                    "bidirectionalCodec",
                                    StreamCodec.PCMU,
                                    StreamCodec.PCMA,
                                    StreamCodec.G722,
                                    StreamCodec.OPUS,
                                    StreamCodec.AMR_WB)
                            .byDefault(StreamCodec.PCMU),
                    Attribute.choice("bidirectionalSamplingRate", "8000", "16000", "24000")
                            .byDefault("8000"),
                    Attribute.url("statusCallback"),
                    Attribute.choice("statusCallbackMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.bool("enableReconnect").byDefault("true"))
            .children(Parameter.TYPE)
            .rule(Stream::check);

    private Stream(Parts parts) {
        super(TYPE, parts);
    }

    /** A stream to a WebSocket, whose URL begins with {@code wss://}. */
    public static Stream to(URI url) {
        return TYPE.create().set("url", url);
    }

    /** This with a parameter of your own that the WebSocket is told. */
    public Stream parameter(String name, String value) {
        return add(Parameter.of(name, value));
    }

    /** {@code track}: which audio is sent. Default: {@link MediaTrack#INBOUND_TRACK inbound_track}. */
    public Stream track(MediaTrack track) {
        return set("track", track);
    }

    /** {@code name}: a name by which {@link Stop} ends it. */
    public Stream name(String name) {
        return set("name", name);
    }

    /** {@code codec}: how the audio is encoded. Default: {@link StreamCodec#DEFAULT default}. */
    public Stream codec(StreamCodec codec) {
        return set("codec", codec);
    }

    /** {@code bidirectionalMode}: how audio comes back. Default: {@link BidirectionalMode#MP3 mp3}. */
    public Stream bidirectionalMode(BidirectionalMode bidirectionalMode) {
        return set("bidirectionalMode", bidirectionalMode);
    }

    /**
     * {@code bidirectionalCodec}: how audio that comes back is encoded; needs {@code bidirectionalMode} {@link
     * BidirectionalMode#RTP rtp}. Takes {@code PCMU}, {@code PCMA}, {@code G722}, {@code OPUS}, {@code AMR-WB}.
     * Default: {@link StreamCodec#PCMU PCMU}.
     */
    public Stream bidirectionalCodec(StreamCodec value) {
        return set("bidirectionalCodec", value);
    }

    /**
     * {@code bidirectionalSamplingRate}: the sampling rate of audio that comes back, in hertz: 8000, 16000 or
     * 24000; needs {@code bidirectionalMode} {@link BidirectionalMode#RTP rtp}. Default: {@code 8000}.
     */
    public Stream bidirectionalSamplingRate(int bidirectionalSamplingRate) {
        return set("bidirectionalSamplingRate", bidirectionalSamplingRate);
    }

    /** {@code statusCallback}: an absolute URL that is told what happens. */
    public Stream statusCallback(URI statusCallback) {
        return set("statusCallback", statusCallback);
    }

    /**
     * {@code statusCallbackMethod}: how {@code statusCallback} is called. Default: {@link CallbackMethod#POST
     * POST}.
     */
    public Stream statusCallbackMethod(CallbackMethod value) {
        return set("statusCallbackMethod", value);
    }

    /** {@code enableReconnect}: whether the connection is made anew when it breaks. Default: true. */
    public Stream enableReconnect(boolean enableReconnect) {
        return set("enableReconnect", enableReconnect);
    }

    private static void check(ElementChecks checks) {
        checks.refuseIf(
                checks.isOther("bidirectionalMode", "rtp")
                        && (checks.has("bidirectionalCodec") || checks.has("bidirectionalSamplingRate")),
                "bidirectionalCodec and bidirectionalSamplingRate need the bidirectionalMode rtp",
                "set bidirectionalMode to rtp");
    }
}
