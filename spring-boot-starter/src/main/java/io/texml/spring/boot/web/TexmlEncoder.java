package io.texml.spring.boot.web;

import io.texml.markup.Texml;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractEncoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;

/** Writes a {@link Texml} as {@code application/xml}, so that controllers and functional routes return one. */
public final class TexmlEncoder extends AbstractEncoder<Texml> {

    /** For {@code application/xml}, in UTF-8, and {@code text/xml} for who asks for it. */
    public TexmlEncoder() {
        super(new MimeType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8), MediaType.TEXT_XML);
    }

    @Override
    public boolean canEncode(ResolvableType type, @Nullable MimeType mimeType) {
        return Texml.class.isAssignableFrom(type.toClass())
                && super.canEncode(type, mimeType)
                // The bytes are UTF-8, whatever a header would say.
                && (mimeType == null
                        || mimeType.getCharset() == null
                        || StandardCharsets.UTF_8.equals(mimeType.getCharset()));
    }

    @Override
    public Flux<DataBuffer> encode(
            Publisher<? extends Texml> documents,
            DataBufferFactory factory,
            ResolvableType type,
            @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return Flux.from(documents).map(document -> encodeValue(document, factory, type, mimeType, hints));
    }

    @Override
    public DataBuffer encodeValue(
            Texml document,
            DataBufferFactory factory,
            ResolvableType type,
            @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return factory.wrap(document.toBytes());
    }
}
