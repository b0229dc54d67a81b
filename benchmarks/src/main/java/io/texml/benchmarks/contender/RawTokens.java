package io.texml.benchmarks.contender;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import java.io.InputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** L2: L1 and Jackson reading every token of the whole body. */
public final class RawTokens extends RawNetty {

    private static final JsonFactory FACTORY = new JsonFactory();

    public RawTokens(int port) {
        super(port);
    }

    @Override
    public long list(String account) {
        return pages(account, RawTokens::countItems);
    }

    private static InputStream stream(ByteBuf body) {
        return new ByteBufInputStream(body);
    }

    private static long countItems(ByteBuf body) {
        long objects = 0;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), stream(body))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.END_OBJECT) {
                    objects++;
                }
            }
        }
        return objects - 1;
    }
}
