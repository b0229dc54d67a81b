package io.texml.simulator.internal.page;

import io.texml.simulator.internal.admin.Controls;
import io.texml.simulator.internal.engine.Platform;
import io.texml.simulator.internal.state.Account;
import java.time.Instant;
import java.util.function.Supplier;

/** How pages look at a running simulator: they read a little under the platform's lock, and write without it. */
record Look(Controls simulator, Platform platform) {

    /** Reads under the lock; what comes out must be values. */
    <T> T read(Supplier<T> reading) {
        platform.lock().lock();
        try {
            simulator.keeper().catchUp();
            return reading.get();
        } finally {
            platform.lock().unlock();
        }
    }

    Instant now() {
        return simulator.keeper().now();
    }

    /** The account that a page is about: the one that it names, or else the main one. */
    Account account(Fields fields) {
        Account named = platform.account(fields.find("account", ""));
        return named == null ? platform.mainAccount() : named;
    }

    @Override
    public String toString() {
        return "Look";
    }
}
