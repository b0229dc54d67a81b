package io.texml.markup;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.testing.Flows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents as they are in real life, and their exact XML. {@code -Dflows.update=true} writes it anew. */
class FlowsTest {

    @ParameterizedTest
    @MethodSource("names")
    void aDocumentIsWrittenExactlyAsItWas(String name) throws IOException {
        Texml document = Flows.all().get(name);
        if (Boolean.getBoolean("flows.update")) {
            Path file = Path.of("src/test/resources/io/texml/markup/flows", name + ".xml");
            Files.createDirectories(file.getParent());
            Files.writeString(file, document.toXml() + "\n");
        }
        String exact = resource(name);

        assertThat(document.toXml() + "\n").isEqualTo(exact);
        assertThat(Texml.parse(exact)).isEqualTo(document);
        assertThat(Texml.parse(exact).toXml()).isEqualTo(document.toXml());
    }

    @ParameterizedTest
    @MethodSource("names")
    void ofADocumentOfRealLifeNothingIsSaid(String name) {
        assertThat(Flows.all().get(name).check()).isEmpty();
    }

    @Test
    void everyVerbIsInOneOfThem() {
        Set<String> used = new TreeSet<>();
        Flows.all().values().forEach(document -> document.verbs().forEach(verb -> used.add(verb.elementName())));

        assertThat(used).isEqualTo(new TreeSet<>(Texml.RESPONSE.children().keySet()));
        assertThat(Flows.all()).hasSizeGreaterThanOrEqualTo(20);
    }

    static List<String> names() {
        return new ArrayList<>(Flows.all().keySet());
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = FlowsTest.class.getResourceAsStream("flows/" + name + ".xml")) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
