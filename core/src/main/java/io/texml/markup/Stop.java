package io.texml.markup;

import java.util.Arrays;

/**
 * Ends what a {@link Start} has begun. A recording is ended by the API alone.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/stop">its documentation</a>
 */
public final class Stop extends AbstractElement<Stop> implements Verb {

    static final ElementType<Stop> TYPE = ElementType.of("Stop", Content.NONE, Stop::new)
            .children(Stream.TYPE, Transcription.TYPE, Suppression.TYPE, Siprec.TYPE)
            .rule(Stop::check);

    private Stop(Parts parts) {
        super(TYPE, parts);
    }

    /** Ends one or more things. */
    public static Stop of(StopNoun first, StopNoun... more) {
        return TYPE.create().add(first).addAll(Arrays.asList(more));
    }

    /** Ends the stream of this name. */
    public static Stop stream(String name) {
        return of(Stream.named(name));
    }

    /** Ends the transcription. */
    public static Stop transcription() {
        return of(Transcription.transcription());
    }

    /** Ends the suppression of noise. */
    public static Stop suppression() {
        return of(Suppression.suppression());
    }

    /** Ends the SIPREC session of this name. */
    public static Stop siprec(String name) {
        return of(Siprec.named(name));
    }

    private static void check(ElementChecks checks) {
        checks.warnIf(!checks.hasContent(), "Stop ends nothing", ElementChecks.IGNORED, "leave it out");
    }

    /**
     * A stream that ends.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/stream">its documentation</a>
     */
    public static final class Stream extends AbstractElement<Stream> implements StopNoun {

        static final ElementType<Stream> TYPE =
                ElementType.of("Stream", Content.NONE, Stream::new).attributes(Attribute.text("name"));

        private Stream(Parts parts) {
            super(TYPE, parts);
        }

        /** The stream of this name. */
        public static Stream named(String name) {
            return stream().set("name", name);
        }

        /** The stream without a name. */
        public static Stream stream() {
            return TYPE.create();
        }
    }

    /**
     * A transcription that ends.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/transcription">its documentation</a>
     */
    public static final class Transcription extends AbstractElement<Transcription> implements StopNoun {

        static final ElementType<Transcription> TYPE =
                ElementType.of("Transcription", Content.NONE, Transcription::new);

        private Transcription(Parts parts) {
            super(TYPE, parts);
        }

        /** The transcription of the call. */
        public static Transcription transcription() {
            return TYPE.create();
        }
    }

    /**
     * A suppression of noise that ends.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/suppression">its documentation</a>
     */
    public static final class Suppression extends AbstractElement<Suppression> implements StopNoun {

        static final ElementType<Suppression> TYPE = ElementType.of("Suppression", Content.NONE, Suppression::new);

        private Suppression(Parts parts) {
            super(TYPE, parts);
        }

        /** The suppression of noise of the call. */
        public static Suppression suppression() {
            return TYPE.create();
        }
    }

    /**
     * A SIPREC session that ends.
     *
     * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/siprec">its documentation</a>
     */
    public static final class Siprec extends AbstractElement<Siprec> implements StopNoun {

        static final ElementType<Siprec> TYPE =
                ElementType.of("Siprec", Content.NONE, Siprec::new).attributes(Attribute.text("name"));

        private Siprec(Parts parts) {
            super(TYPE, parts);
        }

        /** The session of this name. */
        public static Siprec named(String name) {
            return siprec().set("name", name);
        }

        /** The session without a name. */
        public static Siprec siprec() {
            return TYPE.create();
        }
    }
}
