package io.texml.soak.work;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** How many items there were, and a sum over them that does not depend on their order. For one thread at a time. */
final class Sum {

    private long items;
    private long sum;

    Sum plus(String sid) {
        items++;
        sum += sid.hashCode() * 0x9E3779B97F4A7C15L;
        return this;
    }

    Sum plus(ByteBuffer item) {
        CRC32 crc = new CRC32();
        crc.update(item.duplicate());
        items++;
        sum += crc.getValue();
        return this;
    }

    long items() {
        return items;
    }

    /** Fails unless they are the same items, each as often. */
    void mustBe(Sum expected, String what) {
        WrongResult.unless(
                items == expected.items && sum == expected.sum,
                what + " has " + items + " items, expected " + expected.items
                        + (items == expected.items ? ", and they are others" : ""));
    }

    @Override
    public String toString() {
        return "Sum[items=" + items + "]";
    }
}
