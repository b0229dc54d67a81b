package io.texml.reactor.internal;

import io.netty.handler.codec.http.HttpHeaders;
import io.texml.Headers;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A response's headers as they came, without a copy. */
final class NettyHeaders implements Headers {

    private final HttpHeaders headers;

    NettyHeaders(HttpHeaders headers) {
        this.headers = headers;
    }

    @Override
    public @Nullable String first(String name) {
        return headers.get(name);
    }

    @Override
    public List<String> all(String name) {
        return List.copyOf(headers.getAll(name));
    }

    @Override
    public Set<String> names() {
        return Set.copyOf(headers.names());
    }

    /** The names only. */
    @Override
    public String toString() {
        return "Headers" + headers.names();
    }
}
