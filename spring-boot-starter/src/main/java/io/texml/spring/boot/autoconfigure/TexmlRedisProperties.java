package io.texml.spring.boot.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A Redis that the processes of one account share.
 *
 * @param enabled Whether processes share their pace, pauses, live calls and events. They do when texml-redis is there, and the URL is set or Spring connects to a Redis.
 * @param url Address of Redis, such as rediss://redis.example.com:6379/0. That of Spring's connection if not set.
 * @param username User of Redis, instead of one in the URL.
 * @param password Password of Redis, instead of one in the URL.
 * @param account Name for the account, in all keys. Same in all its processes, and one for each account that uses this Redis.
 * @param timeout How long Redis may take to answer, 2 seconds at most.
 * @param ssl Trust and keys for TLS with Redis.
 * @param shareWhenAway What each process may dial alone while Redis is away. Dials fail if not set.
 */
@ConfigurationProperties("texml.redis")
public record TexmlRedisProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("main") String account,
        @DefaultValue("2s") Duration timeout,
        @DefaultValue Ssl ssl,
        @DefaultValue ShareWhenAway shareWhenAway) {

    /** Nothing of what was set, as the password is among it. */
    @Override
    public String toString() {
        return "TexmlRedisProperties";
    }

    /**
     * Trust and keys for TLS with Redis.
     *
     * @param bundle SSL bundle whose trust and keys are used, where the URL begins with rediss.
     */
    public record Ssl(@Nullable String bundle) {}

    /**
     * What each process may dial alone while Redis is away. Redis grants the sum less at all times.
     *
     * @param dials How many dials of one process reach the server at most in any window.
     * @param processes How many processes there are at most.
     */
    public record ShareWhenAway(
            @Nullable Integer dials, @Nullable Integer processes) {}
}
