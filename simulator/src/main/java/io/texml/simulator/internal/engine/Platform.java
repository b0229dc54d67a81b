package io.texml.simulator.internal.engine;

import io.texml.simulator.internal.seed.Identifiers;
import io.texml.simulator.internal.seed.Seed;
import io.texml.simulator.internal.settings.Settings;
import io.texml.simulator.internal.state.Account;
import io.texml.simulator.internal.state.Application;
import io.texml.simulator.internal.time.Timeline;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The simulated platform: one lock, one time line, all state. Whoever reads or changes anything that hangs below holds
 * the lock; requests are therefore answered one after the other, in the order they arrive.
 */
public final class Platform {

    private final ReentrantLock lock = new ReentrantLock();
    private final Settings settings;
    private final Seed seed;
    private final Timeline timeline;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Application> applications = new LinkedHashMap<>();
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private Identifiers identifiers;

    /** A fresh platform. */
    public Platform(Settings settings) {
        this.settings = settings;
        this.seed = new Seed(settings.seed());
        this.timeline = new Timeline(settings.start());
        this.identifiers = new Identifiers(seed);
        fill();
    }

    /** Guards everything. */
    public ReentrantLock lock() {
        return lock;
    }

    /** What the simulator was started with. */
    public Settings settings() {
        return settings;
    }

    /** Where chance comes from. */
    public Seed seed() {
        return seed;
    }

    /** Time. */
    public Timeline timeline() {
        return timeline;
    }

    /** New identifiers. */
    public Identifiers identifiers() {
        return identifiers;
    }

    /** An account that the key has access to. */
    public @Nullable Account account(String sid) {
        return accounts.get(sid);
    }

    /** All accounts, the main one first. */
    public Iterable<Account> accounts() {
        return accounts.values();
    }

    /** The account that operations without an account in their path belong to. */
    public Account mainAccount() {
        return accounts.values().iterator().next();
    }

    /** The TeXML applications by id, oldest first. */
    public Map<String, Application> applications() {
        return applications;
    }

    /** Keeps a secret; nothing ever shows it again. */
    public void keepSecret(String name, String value) {
        secrets.put(name, value);
    }

    /** How many secrets are kept. */
    public int secretCount() {
        return secrets.size();
    }

    /** Back to the state right after the start; the caller holds the lock and restarts the time line. */
    public void reset() {
        identifiers = new Identifiers(seed);
        fill();
    }

    private void fill() {
        accounts.clear();
        applications.clear();
        secrets.clear();
        for (String sid : settings.accountSids()) {
            accounts.put(sid, new Account(sid, seed, settings.retention(), settings.history(), settings.start()));
        }
    }
}
