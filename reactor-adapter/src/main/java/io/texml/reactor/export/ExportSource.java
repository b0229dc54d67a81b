package io.texml.reactor.export;

import io.texml.Headers;
import io.texml.operation.Page;
import io.texml.operation.TexmlRequest;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Where an export gets its pages: a client, or what stands in its place in a test. */
@FunctionalInterface
public interface ExportSource {

    /**
     * The pages of a list with raw items; lazy, one page fetched per page asked for.
     *
     * @param link where to go on; null for the beginning
     * @param answered has to hear the headers of each answer before its page is published: their {@code Date} decides which
     *     days are over
     */
    Flux<Page<ByteBuffer>> pages(TexmlRequest<?> request, @Nullable String link, Consumer<Headers> answered);
}
