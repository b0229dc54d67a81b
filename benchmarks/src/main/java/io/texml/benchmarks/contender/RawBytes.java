package io.texml.benchmarks.contender;

import io.texml.benchmarks.server.Scenario;

/** L1: receives and drops the bytes. */
public final class RawBytes extends RawNetty {

    public RawBytes(int port) {
        super(port);
    }

    @Override
    public long list(String account) {
        if (bytes(account) == 0) {
            throw new IllegalStateException("nothing came");
        }
        return Scenario.parse(account).items();
    }

    @Override
    public long listRaw(String account) {
        return list(account);
    }
}
