package io.texml.examples.webflux;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.markup.Finding;
import io.texml.markup.Severity;
import io.texml.markup.Texml;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

class InstructionsControllerTest {

    private final WebTestClient platform = WebTestClient.bindToController(
                    new InstructionsController(URI.create("https://calls.example.com")))
            .build();

    @ParameterizedTest
    @CsvSource({
        "/texml/menu, '', Gather",
        "/texml/menu/choice, 1, Dial",
        "/texml/menu/choice, 2, Say",
        "/texml/menu/choice, 7, Redirect",
        "/texml/menu/choice, '', Redirect"
    })
    void aDocumentAnswersWhatThePlatformAsks(String path, String digits, String firstVerb) {
        byte[] body = platform.post()
                .uri(path)
                .body(BodyInserters.fromFormData("Digits", digits))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_XML)
                .expectBody()
                .returnResult()
                .getResponseBody();
        Texml document = Texml.parse(Objects.requireNonNull(body));

        assertThat(document.verbs().get(0).elementName()).isEqualTo(firstVerb);
        assertThat(document.check()).extracting(Finding::severity).doesNotContain(Severity.ERROR, Severity.WARNING);
    }
}
