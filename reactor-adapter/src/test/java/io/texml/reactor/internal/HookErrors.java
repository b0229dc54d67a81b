package io.texml.reactor.internal;

import java.io.IOException;
import java.util.stream.Stream;

/** What a hook of the application may throw. */
public final class HookErrors {

    private HookErrors() {}

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
