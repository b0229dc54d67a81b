package io.texml.benchmarks.contender;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One way to use the API. Made with the port of the server; every contender does the same work. */
public interface Contender extends AutoCloseable {

    /** The key that everybody sends. */
    String API_KEY = "KEY0123456789_benchmark";

    /** As many connections as the client has by default; who can be limited is limited to it. */
    int CONNECTIONS = 256;

    /**
     * Reads the whole list of an account and waits for its end.
     *
     * @return how many items came
     */
    long list(String account);

    /** The same with a consumer that pauses now and then, and without holding more than a consumer would. */
    default long list(String account, Consumer<Object> consumer) {
        throw new UnsupportedOperationException();
    }

    /** The same as raw items to a sink that drops them. */
    default long listRaw(String account) {
        throw new UnsupportedOperationException();
    }

    /** Begins one {@code calls.create} and reports its end once: null, or what went wrong. */
    default void create(String account, Consumer<@Nullable Throwable> done) {
        throw new UnsupportedOperationException();
    }

    @Override
    void close();
}
