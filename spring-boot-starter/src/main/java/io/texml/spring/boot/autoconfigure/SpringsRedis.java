package io.texml.spring.boot.autoconfigure;

import io.lettuce.core.RedisURI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Sentinel;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails.Standalone;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Where Spring's own connection to Redis leads, as Spring Boot reads it for Lettuce. */
final class SpringsRedis {

    private static final String SOURCE = "spring.data.redis";

    private SpringsRedis() {}

    static RedisAddress address(DataRedisConnectionDetails details, Environment environment) {
        if (details.getCluster() != null) {
            throw refused("a cluster, which is not followed yet");
        }
        if (details.getMasterReplica() != null) {
            throw refused("a master with named replicas, which are not followed");
        }
        RedisURI uri = uri(details);
        // The bundle does not tell of a TLS that a URL asks for.
        boolean tls = details.getSslBundle() != null
                || environment.getProperty("spring.data.redis.url", "").startsWith("rediss:");
        uri.setSsl(tls);
        uri.getSentinels().forEach(sentinel -> sentinel.setSsl(tls));
        authenticate(uri, details.getUsername(), details.getPassword());
        return new RedisAddress(uri, details.getSslBundle(), SOURCE);
    }

    private static RedisURI uri(DataRedisConnectionDetails details) {
        Sentinel sentinel = details.getSentinel();
        if (sentinel != null) {
            return sentinel(sentinel);
        }
        Standalone standalone = details.getStandalone();
        if (standalone == null) {
            throw refused("no single Redis");
        }
        RedisURI uri = RedisURI.create(standalone.getHost(), standalone.getPort());
        uri.setDatabase(standalone.getDatabase());
        return uri;
    }

    private static RedisURI sentinel(Sentinel sentinel) {
        RedisURI uri = new RedisURI();
        uri.setSentinelMasterId(sentinel.getMaster());
        uri.setDatabase(sentinel.getDatabase());
        sentinel.getNodes().forEach(node -> {
            RedisURI one = RedisURI.create(node.host(), node.port());
            authenticate(one, sentinel.getUsername(), sentinel.getPassword());
            uri.getSentinels().add(one);
        });
        return uri;
    }

    private static void authenticate(RedisURI uri, @Nullable String username, @Nullable String password) {
        if (StringUtils.hasText(password)) {
            RedisAddress.authenticate(uri, username, password);
        }
    }

    private static RedisStartException refused(String what) {
        return RedisStartException.unfit("Spring's connection to Redis (" + SOURCE + ") leads to " + what + ".");
    }
}
