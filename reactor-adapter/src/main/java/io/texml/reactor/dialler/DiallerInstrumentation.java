package io.texml.reactor.dialler;

/** Hears of every call that a dialler dials, for meters and traces. Methods must neither block nor throw; what they throw is logged. */
@FunctionalInterface
public interface DiallerInstrumentation {

    /** A call is about to be dialled. */
    Following begun();

    /** One call. */
    @FunctionalInterface
    interface Following {

        /** It has ended, or is told as unknown. Called once. */
        void ended(CallResult result);
    }
}
