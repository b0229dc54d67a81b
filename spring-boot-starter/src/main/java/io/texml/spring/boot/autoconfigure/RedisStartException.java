package io.texml.spring.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

/** Why processes cannot share what they should; the application does not start, as it would go over the account's limits. */
final class RedisStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String WITHOUT =
            "texml.redis.enabled=false, with which each process keeps to the limits for itself.";

    /** What to do about it. */
    private final String action;

    private RedisStartException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    /** It does not answer, or not to this user. */
    static RedisStartException away(RedisAddress address, Throwable cause) {
        return new RedisStartException(
                "The Redis that processes of one account share cannot be used: " + address.place() + ", from "
                        + address.source() + ".",
                "Start it, or check its address, user, password and TLS; the user must be allowed to run INFO. Or set"
                        + " texml.redis.url to another Redis, or " + WITHOUT,
                cause);
    }

    /** It answers, and would forget or does not know what is needed. */
    static RedisStartException unfit(RedisAddress address, IllegalStateException cause) {
        return new RedisStartException(
                "The Redis at " + address.place() + ", from " + address.source()
                        + ", cannot hold what processes of one account share: " + cause.getMessage() + ".",
                "Set texml.redis.url to a Redis 7 of its own with maxmemory-policy noeviction, or " + WITHOUT,
                cause);
    }

    /** It is of a kind that cannot be used. */
    static RedisStartException unfit(String problem) {
        return new RedisStartException(problem, "Set texml.redis.url to a single Redis, or " + WITHOUT, null);
    }

    String action() {
        return action;
    }
}
