package io.texml.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor shows of the properties. */
class MetadataTest {

    /** What has no default: who does not set it has none, or what its description says. */
    private static final List<String> WITHOUT_DEFAULT = List.of(
            "texml.account-sid",
            "texml.api-key",
            "texml.api-key-file",
            "texml.base-url",
            "texml.callbacks.public-keys",
            "texml.callbacks.public-url",
            "texml.callbacks.signature-queue",
            "texml.callbacks.signature-threads",
            "texml.callbacks.tokens",
            "texml.headers",
            "texml.pool.max-concurrency",
            "texml.proxy.host",
            "texml.proxy.password",
            "texml.proxy.username",
            "texml.redis.password",
            "texml.redis.share-when-away.dials",
            "texml.redis.share-when-away.processes",
            "texml.redis.ssl.bundle",
            "texml.redis.url",
            "texml.redis.username",
            "texml.ssl.bundle",
            "texml.user-agent-suffix");

    private final JsonNode properties = read().get("properties");

    private static JsonNode read() {
        try (InputStream metadata = Objects.requireNonNull(
                TexmlProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
            return JsonMapper.shared().readTree(metadata.readAllBytes());
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void everyPropertyHasATypeAndIsDescribedInSpringBootsStyle() {
        assertThat(properties).hasSizeGreaterThan(64).allSatisfy(property -> {
            assertThat(property.get("type").asString()).isNotBlank();
            assertThat(property.path("description").asString(""))
                    .as(property.get("name").asString())
                    .matches("[A-Z].*\\.")
                    .doesNotMatch("(The|A|An) .*");
        });
    }

    @Test
    void everyPropertyHasADefaultOrIsKnownToHaveNone() {
        TreeSet<String> without = new TreeSet<>();
        properties.forEach(property -> {
            if (!property.has("defaultValue")) {
                without.add(property.get("name").asString());
            }
        });
        assertThat(without).containsExactlyElementsOf(WITHOUT_DEFAULT);
    }

    @Test
    void conditionsAreKnownBeforeClassesAreLoaded() throws Exception {
        try (InputStream conditions =
                TexmlProperties.class.getResourceAsStream("/META-INF/spring-autoconfigure-metadata.properties")) {
            java.util.Properties known = new java.util.Properties();
            known.load(conditions);
            assertThat(known)
                    .containsKey(TexmlWebFluxAutoConfiguration.class.getName() + ".ConditionalOnClass")
                    .containsAllEntriesOf(Map.of(
                            TexmlCallbackAutoConfiguration.class.getName() + ".ConditionalOnWebApplication",
                            "REACTIVE"));
        }
    }
}
