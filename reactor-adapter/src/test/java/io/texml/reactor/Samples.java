package io.texml.reactor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The documented bodies, as the contract holds them. */
final class Samples {

    private Samples() {}

    /** For example {@code CallPage} or {@code errors/422}. */
    static String read(String name) {
        try (InputStream sample = Samples.class.getResourceAsStream("/io/texml/contract/samples/" + name + ".json")) {
            if (sample == null) {
                throw new IllegalArgumentException("there is no sample " + name);
            }
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The sample of a page without its link to the next. */
    static String lastPage(String name) {
        String whole = read(name);
        String last = whole.replaceAll("\"next_page_uri\": \"[^\"]*\"", "\"next_page_uri\": null")
                .replaceAll("\"total_pages\": \\d+", "\"total_pages\": 1");
        return last;
    }
}
