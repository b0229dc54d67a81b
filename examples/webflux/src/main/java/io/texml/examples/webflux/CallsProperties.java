package io.texml.examples.webflux;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the application, and where it keeps what must not be lost.
 *
 * @param token Token that callers of the application send. Required, 16 characters at least.
 * @param hosts Hosts under which the application is called, as they stand in a URL.
 * @param journal File in which campaigns keep what they have dialled.
 */
@ConfigurationProperties("calls")
record CallsProperties(
        @Nullable String token,
        @DefaultValue({"localhost", "127.0.0.1", "[::1]"}) List<String> hosts,
        @DefaultValue("campaign.journal") Path journal) {

    CallsProperties {
        if (token == null || token.length() < 16) {
            throw new IllegalArgumentException(
                    "calls.token must have 16 characters at least; set it to something that nobody guesses");
        }
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "CallsProperties[hosts=" + hosts + ", journal=" + journal + "]";
    }
}
