package io.texml.markup;

import java.time.Duration;

/**
 * Waits in silence.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/pause">its documentation</a>
 */
public final class Pause extends AbstractElement<Pause> implements Verb {

    static final ElementType<Pause> TYPE = ElementType.of("Pause", Content.NONE, Pause::new)
            .attributes(Attribute.seconds("length").range(1, 180).byDefault(1));

    private Pause(Parts parts) {
        super(TYPE, parts);
    }

    /** Waits for a second. */
    public static Pause pause() {
        return TYPE.create();
    }

    /** Waits: whole seconds, 1 to 180. */
    public static Pause pause(Duration length) {
        return pause().length(length);
    }

    /** {@code length}: how long nothing happens. Whole seconds, 1 to 180. Default: 1. */
    public Pause length(Duration length) {
        return set("length", length);
    }
}
