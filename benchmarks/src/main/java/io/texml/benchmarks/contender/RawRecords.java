package io.texml.benchmarks.contender;

import io.netty.buffer.ByteBufInputStream;
import io.texml.benchmarks.server.Scenario;
import java.io.InputStream;
import java.util.function.Consumer;
import tools.jackson.databind.ObjectReader;

/** L3: L1 and plain databind of the whole body to records, from a stream over the buffer. */
public final class RawRecords extends RawNetty {

    private static final ObjectReader READER = PlainJson.MAPPER.readerFor(CallRecordPage.class);

    public RawRecords(int port) {
        super(port);
    }

    @Override
    public long list(String account) {
        return pages(account, body -> page(new ByteBufInputStream(body)).calls().size());
    }

    /** Page after page: the next is asked for when the consumer is done with this one. */
    @Override
    public long list(String account, Consumer<Object> consumer) {
        long items = 0;
        for (int number = 0; number < Scenario.parse(account).pages(); number++) {
            CallRecordPage page = one(account, number, body -> page(new ByteBufInputStream(body)));
            page.calls().forEach(consumer);
            items += page.calls().size();
        }
        return items;
    }

    private static CallRecordPage page(InputStream body) {
        return READER.readValue(body);
    }
}
