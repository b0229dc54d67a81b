package io.texml.markup;

import io.texml.CallbackMethod;
import java.net.URI;
import java.time.Duration;

/**
 * Puts the caller into a queue. One leaves it when somebody dials the queue, by {@link Leave} in the document of
 * {@code waitUrl}, or when the longest time is over.
 *
 * @see <a href="https://developers.telnyx.com/docs/voice/programmable-voice/texml-verbs/enqueue">its documentation</a>
 */
public final class Enqueue extends AbstractElement<Enqueue> implements Verb {

    static final ElementType<Enqueue> TYPE = ElementType.of("Enqueue", Content.NAME, Enqueue::new)
            .attributes(
                    Attribute.url("action"),
                    Attribute.choice("method", CallbackMethod.knownValues()).byDefault(CallbackMethod.POST),
                    Attribute.url("waitUrl"),
                    Attribute.choice("waitUrlMethod", CallbackMethod.knownValues())
                            .byDefault(CallbackMethod.POST),
                    Attribute.seconds("maxWaitTimeSecs").atLeast(1).byDefault(14400))
            .trap("waitMethod", "waitUrlMethod");

    private Enqueue(Parts parts) {
        super(TYPE, parts);
    }

    /** Puts the caller into a queue, which is made when it does not exist. */
    public static Enqueue queue(String name) {
        return TYPE.create().addText(name);
    }

    /** {@code action}: where the platform goes on when the verb is over; it answers with the next document. A URL. */
    public Enqueue action(URI action) {
        return set("action", action);
    }

    /** {@code method}: how {@code action} is called. Default: {@link CallbackMethod#POST POST}. */
    public Enqueue method(CallbackMethod method) {
        return set("method", method);
    }

    /**
     * {@code waitUrl}: the URL of a document that is heard while one waits. It may hold Play, Say, Gather, Pause,
     * Hangup, Redirect and Leave.
     */
    public Enqueue waitUrl(URI waitUrl) {
        return set("waitUrl", waitUrl);
    }

    /**
     * {@code waitUrlMethod}: how {@code waitUrl} is fetched; {@link Conference} has another name for it. Default:
     * {@link CallbackMethod#POST POST}.
     */
    public Enqueue waitUrlMethod(CallbackMethod waitUrlMethod) {
        return set("waitUrlMethod", waitUrlMethod);
    }

    /** {@code maxWaitTimeSecs}: how long one waits at most. Whole seconds, at least 1. Default: 14400. */
    public Enqueue maxWaitTimeSecs(Duration maxWaitTimeSecs) {
        return set("maxWaitTimeSecs", maxWaitTimeSecs);
    }
}
