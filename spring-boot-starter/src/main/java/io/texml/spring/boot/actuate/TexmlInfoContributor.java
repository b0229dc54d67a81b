package io.texml.spring.boot.actuate;

import io.texml.reactor.TexmlClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** The version of the library, and the address of the API where it is not the usual one. */
public final class TexmlInfoContributor implements InfoContributor {

    private final Map<String, String> details = new LinkedHashMap<>();

    /**
     * Tells this.
     *
     * @param baseUrl where the API is; null for the usual place
     */
    public TexmlInfoContributor(@Nullable URI baseUrl) {
        details.put("version", version());
        if (baseUrl != null) {
            details.put("baseUrl", baseUrl.toString());
        }
    }

    @Override
    public void contribute(Info.Builder builder) {
        builder.withDetail("texml", details);
    }

    private static String version() {
        try (InputStream version = TexmlClient.class.getResourceAsStream("version.txt")) {
            return version == null ? "unknown" : new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
