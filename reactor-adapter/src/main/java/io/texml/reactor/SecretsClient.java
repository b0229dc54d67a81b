package io.texml.reactor;

import io.texml.secrets.CreateSecret;
import io.texml.secrets.Secret;
import reactor.core.publisher.Mono;

/** Secrets that TeXML instructions can refer to by name. */
public final class SecretsClient {

    private final TexmlClient client;

    SecretsClient(TexmlClient client) {
        this.client = client;
    }

    /** Stores a secret; the answer does not show its value again. Not repeated after an ambiguous failure. */
    public Mono<Secret> create(CreateSecret request) {
        return client.execute(request);
    }
}
