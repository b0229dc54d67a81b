package io.texml.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.texml.markup.Finding;
import io.texml.markup.Texml;
import io.texml.markup.TexmlSyntaxException;
import io.texml.testing.Flows;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a document that survives being written, or are refused at a place. */
class MarkupFuzzTest {

    @MethodSource("seeds")
    @DictionaryFile(resourcePath = "/io/texml/fuzz/markup.dict")
    @FuzzTest(maxDuration = "")
    void aDocumentIsReadAgainAsItWasOrRefused(byte[] xml) {
        Texml document;
        try {
            document = Texml.parse(xml);
        } catch (TexmlSyntaxException refused) {
            assertThat(refused.line()).isPositive();
            assertThat(refused.column()).isPositive();
            return;
        }
        String written = document.toXml();
        Texml again = Texml.parse(written);

        assertThat(again).isEqualTo(document).hasSameHashCodeAs(document);
        assertThat(again.toXml()).isEqualTo(written);
        assertThat(Texml.parse(document.toBytes())).isEqualTo(document);
        for (Finding finding : document.check()) {
            assertThat(finding.toString()).isNotEmpty();
        }
        // What is found does not depend on who wrote it, but for the places.
        assertThat(again.check()).hasSameSizeAs(document.check());
    }

    static Stream<byte[]> seeds() {
        Stream<String> written = Flows.all().values().stream().map(Texml::toXml);
        Stream<String> odd = Stream.of(
                "<Response/>",
                "<?xml version='1.0' encoding='ISO-8859-1'?><!-- c --><Response><Say voice=\"a\">x &lt; y</Say></Response>",
                "<Response><Say><![CDATA[<b>]]></Say>\r\n<Other a='&#10;'>{{From}}</Other></Response>",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><Response>&b;</Response>",
                "<Response><Dial><Number>+1</Number></Dial></Response>");
        return Stream.concat(written, odd).map(xml -> xml.getBytes(StandardCharsets.UTF_8));
    }
}
