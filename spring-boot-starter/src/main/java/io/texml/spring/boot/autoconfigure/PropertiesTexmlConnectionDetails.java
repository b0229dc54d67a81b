package io.texml.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** What the properties say, and the variables that the library reads by itself where they are silent. */
final class PropertiesTexmlConnectionDetails implements TexmlConnectionDetails {

    /** More than this is no key. */
    private static final int LONGEST_FILE = 4096;

    private final TexmlProperties properties;
    private final Environment environment;
    private final @Nullable SslBundles bundles;

    PropertiesTexmlConnectionDetails(
            TexmlProperties properties, Environment environment, @Nullable SslBundles bundles) {
        this.properties = properties;
        this.environment = environment;
        this.bundles = bundles;
    }

    @Override
    public String getApiKey() {
        String key = properties.apiKey();
        if (StringUtils.hasText(key)) {
            return key;
        }
        Path file = properties.apiKeyFile();
        return file == null ? Objects.requireNonNullElse(variable("TELNYX_API_KEY"), "") : contentOf(file);
    }

    private static String contentOf(Path file) {
        try {
            if (Files.size(file) > LONGEST_FILE) {
                throw new InvalidTexmlPropertyException(
                        "texml.api-key-file", "the file is too long for a key; name one that holds the key alone");
            }
            String key = Files.readString(file).strip();
            if (key.isEmpty()) {
                throw new InvalidTexmlPropertyException(
                        "texml.api-key-file", "the file is empty; write the API key into it");
            }
            return key;
        } catch (IOException unreadable) {
            throw new InvalidTexmlPropertyException(
                    "texml.api-key-file",
                    "the file cannot be read (" + unreadable.getClass().getSimpleName()
                            + "); name one that exists and that this process may read");
        }
    }

    @Override
    public @Nullable String getAccountSid() {
        String account = properties.accountSid();
        return StringUtils.hasText(account) ? account : variable("TELNYX_ACCOUNT_SID");
    }

    @Override
    public @Nullable URI getBaseUrl() {
        URI url = properties.baseUrl();
        if (url != null && !url.toString().isEmpty()) {
            return url;
        }
        String variable = variable("TELNYX_BASE_URL");
        try {
            return variable == null ? null : new URI(variable);
        } catch (URISyntaxException quotesIt) {
            throw new InvalidTexmlPropertyException(
                    "texml.base-url", "TELNYX_BASE_URL is no URL; it must be http(s)://host[:port][/path]");
        }
    }

    @Override
    public List<String> getPublicKeys() {
        return properties.callbacks().publicKeys();
    }

    @Override
    public @Nullable SslBundle getSslBundle() {
        String bundle = properties.ssl().bundle();
        if (!StringUtils.hasText(bundle)) {
            return null;
        }
        if (bundles == null) {
            throw new InvalidTexmlPropertyException(
                    "texml.ssl.bundle", "there are no SSL bundles; define it below spring.ssl.bundle");
        }
        return PropertySetter.check("texml.ssl.bundle", () -> bundles.getBundle(bundle));
    }

    private @Nullable String variable(String name) {
        String value = environment.getProperty(name);
        return StringUtils.hasText(value) ? value.strip() : null;
    }
}
