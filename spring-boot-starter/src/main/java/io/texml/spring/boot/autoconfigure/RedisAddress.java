package io.texml.spring.boot.autoconfigure;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.texml.redis.RedisUnavailableException;
import io.texml.redis.TexmlRedis;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * Where Redis is.
 *
 * @param source the properties that said so, for who reads that it is not there
 */
record RedisAddress(RedisURI uri, @Nullable SslBundle bundle, String source) {

    private static final String URL = "texml.redis.url";
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(2);

    /** What the properties of this starter say. */
    static RedisAddress of(TexmlRedisProperties properties, @Nullable SslBundles bundles) {
        RedisURI uri = parse(properties.url());
        String password = properties.password();
        if (StringUtils.hasText(password)) {
            authenticate(uri, properties.username(), password);
        } else if (StringUtils.hasText(properties.username())) {
            throw new InvalidTexmlPropertyException(
                    "texml.redis.username", "it has no password; set texml.redis.password");
        }
        String bundle = properties.ssl().bundle();
        return new RedisAddress(uri, StringUtils.hasText(bundle) ? bundle(uri, bundle, bundles) : null, URL);
    }

    private static RedisURI parse(@Nullable String url) {
        if (!StringUtils.hasText(url)) {
            throw new InvalidTexmlPropertyException(
                    URL, "there is no Redis; set it, such as rediss://redis.example.com, or texml.redis.enabled=false");
        }
        try {
            return RedisURI.create(url.strip());
        } catch (RuntimeException refused) {
            // What refused it may quote it, with the password.
            throw new InvalidTexmlPropertyException(
                    URL,
                    "it is not the URL of a Redis; write one such as rediss://redis.example.com:6379/0, and a password"
                            + " with special characters to texml.redis.password");
        }
    }

    private static SslBundle bundle(RedisURI uri, String bundle, @Nullable SslBundles bundles) {
        String property = "texml.redis.ssl.bundle";
        if (!uri.isSsl()) {
            throw new InvalidTexmlPropertyException(
                    property, "the connection has no TLS; begin texml.redis.url with rediss://");
        }
        if (bundles == null) {
            throw new InvalidTexmlPropertyException(
                    property, "there are no SSL bundles; define it below spring.ssl.bundle");
        }
        return PropertySetter.check(property, () -> bundles.getBundle(bundle));
    }

    static void authenticate(RedisURI uri, @Nullable String username, String password) {
        uri.setCredentialsProvider(RedisCredentialsProvider.from(
                () -> RedisCredentials.just(StringUtils.hasText(username) ? username : null, password.toCharArray())));
    }

    /** Connects, and waits for it. */
    TexmlRedis connect(TexmlRedisProperties properties) {
        Duration timeout = properties.timeout();
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new InvalidTexmlPropertyException(
                    "texml.redis.timeout", "it must be more than zero, and 2 seconds at most");
        }
        uri.setTimeout(timeout);
        uri.getSentinels().forEach(sentinel -> sentinel.setTimeout(timeout));
        try {
            return TexmlRedis.connect(uri, properties.account(), sslOptions());
        } catch (IllegalArgumentException name) {
            throw new InvalidTexmlPropertyException("texml.redis.account", name);
        } catch (IllegalStateException refused) {
            throw RedisStartException.unfit(this, refused);
        } catch (RedisUnavailableException away) {
            throw RedisStartException.away(this, away);
        }
    }

    private SslOptions sslOptions() {
        if (bundle == null) {
            return SslOptions.create();
        }
        SslOptions.Builder options = SslOptions.builder()
                .keyManager(bundle.getManagers().getKeyManagerFactory())
                .trustManager(bundle.getManagers().getTrustManagerFactory());
        String[] ciphers = bundle.getOptions().getCiphers();
        if (ciphers != null) {
            options.cipherSuites(ciphers);
        }
        String[] protocols = bundle.getOptions().getEnabledProtocols();
        if (protocols != null) {
            options.protocols(protocols);
        }
        return options.build();
    }

    /** Host and port, or what stands in their place; neither user nor password. */
    String place() {
        return uri.getSentinels().isEmpty()
                ? uri.getHost() + ":" + uri.getPort()
                : "the master " + uri.getSentinelMasterId() + " of Sentinel";
    }

    /** Where it is; never the password. */
    @Override
    public String toString() {
        return "RedisAddress[" + place() + "]";
    }
}
