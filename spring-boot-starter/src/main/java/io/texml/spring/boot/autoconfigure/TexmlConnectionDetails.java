package io.texml.spring.boot.autoconfigure;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/** Whom to call and who may call back, when something else than the properties says so, such as a simulator in a container. */
public interface TexmlConnectionDetails extends ConnectionDetails {

    /** The API key. */
    String getApiKey();

    /** The account; null when each request names its own. */
    default @Nullable String getAccountSid() {
        return null;
    }

    /** Where the API is; null for the real one. */
    default @Nullable URI getBaseUrl() {
        return null;
    }

    /** The public keys that callbacks are signed with, as the portal shows them; empty for those of the properties. */
    default List<String> getPublicKeys() {
        return List.of();
    }

    /** Trust and keys for TLS; null for the JDK's. */
    default @Nullable SslBundle getSslBundle() {
        return null;
    }
}
