package io.texml.reactor.internal;

import java.io.IOException;
import java.util.stream.Stream;

/** What a hook of the application may throw. */
public final class HookErrors {

    private HookErrors() {}

    /** Throws it, whatever it is: a hook in another language need not declare it. */
    @SuppressWarnings("unchecked")
    public static <V, T extends Throwable> V sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** Reactor's operators let the last three through to whoever signals; the second is no unchecked one. */
    public static Stream<Throwable> all() {
        return Stream.of(
                new IllegalStateException("a hook"),
                new IOException("a hook"),
                new AssertionError("a hook"),
                new NoClassDefFoundError("a hook"),
                new StackOverflowError("a hook"),
                new InternalError("a hook"));
    }
}
