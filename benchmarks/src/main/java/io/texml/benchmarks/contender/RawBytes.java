package io.texml.benchmarks.contender;

import io.texml.benchmarks.server.Scenario;

/** L1: receives and drops the bytes. */
public final class RawBytes extends RawNetty {

    /** No item is shorter; what is not read cannot be counted. */
    private static final int LEAST_BYTES_PER_ITEM = 600;

    public RawBytes(int port) {
        super(port);
    }

    @Override
    public long list(String account) {
        Scenario scenario = Scenario.parse(account);
        long least = (long) scenario.items() * LEAST_BYTES_PER_ITEM;
        if (bytes(account) < least) {
            throw new IllegalStateException("fewer bytes came than the items have");
        }
        return scenario.items();
    }

    @Override
    public long listRaw(String account) {
        return list(account);
    }
}
