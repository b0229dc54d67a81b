package io.texml.fuzz;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Random;

/** A body in pieces of any size, which does not know how much is left. The same body comes in the same pieces. */
final class Pieces extends ByteArrayInputStream {

    private final Random random;
    private final int longest;

    Pieces(byte[] body) {
        super(body);
        this.random = new Random(Arrays.hashCode(body));
        this.longest = 1 << random.nextInt(12);
    }

    @Override
    public synchronized int available() {
        return 0;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1 + random.nextInt(longest)));
    }
}
