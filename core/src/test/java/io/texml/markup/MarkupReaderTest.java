package io.texml.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupReaderTest {

    private static final String CANARY = "+13125550147-hunter2-KEY0189abcd";

    @Test
    void commentsAndProcessingInstructionsSayNothing() {
        assertThat(
                        Texml.parse(
                                "<!-- a --><Response><!-- <Say>b</Say> --><Say>c<!-- d -->e<?php echo 1 ?>f</Say></Response><!-- g -->"))
                .isEqualTo(Texml.of(Say.text("cef")));
    }

    @Test
    void aTextInCdataIsAText() {
        assertThat(Texml.parse("<Response><Say>a <![CDATA[<b> & ]]>c<![CDATA[d]]></Say></Response>"))
                .isEqualTo(Texml.of(Say.text("a <b> & cd")));
    }

    @Test
    void whatThisVersionDoesNotKnowSurvives() {
        String xml =
                "<Response newer=\"1\"><Newer a=\"b\"> c <D>\n</D></Newer><Say xmlns:x=\"y\" x:z=\"1\">e <amazon:effect name=\"f\">g</amazon:effect></Say></Response>";

        assertThat(Texml.parse(xml).toXml()).endsWith(xml);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <Response><Say>a</Response>              | 1 | 19 | an end tag does not fit; Say is open.
                    <Response>\\n  <Say voice=alice/></Response> | 2 | 14 | a tag is not right; write attributes as name="value", each once, and &lt; for < itself.
                    <Response><Say a='1' a='2'/></Response>  | 1 | 27 | a tag is not right; write attributes as name="value", each once, and &lt; for < itself.
                    <Response><Say a='<'/></Response>        | 1 | 19 | a tag is not right; write attributes as name="value", each once, and &lt; for < itself.
                    <Response>\\r\\n\\r\\n & </Response>         | 3 | 3 | an entity that is not declared, or an & that stands for itself; write &amp; for it.
                    <Response>&nbsp;</Response>              | 1 | 17 | an entity that is not declared, or an & that stands for itself; write &amp; for it.
                    <Response><Say a="b&c=d"/></Response>    | 1 | 22 | an entity that is not declared, or an & that stands for itself; write &amp; for it.
                    <Response>&#1;</Response>                | 1 | 15 | a reference (&#...;) to no character that XML can hold; remove it.
                    <Response><Say a="&#xD800;"/></Response> | 1 | 27 | a reference (&#...;) to no character that XML can hold; remove it.
                    <Response><Say a="b\\1"/></Response>  | 1 | 20 | a character that XML cannot hold; remove it.
                    <Response>\\F</Response>              | 1 | 11 | a character that XML cannot hold; remove it.
                    <Response><!-- a -- b --></Response>     | 1 | 20 | a comment holds --; write - instead.
                    <Response><Say {{#if a}}loop="2"{{/if}}>b</Say></Response> | 1 | 16 | a template stands in a tag; write it into the value of an attribute, or between elements.
                    <Response><{{verb}}/></Response>         | 1 | 12 | a template stands in a tag; write it into the value of an attribute, or between elements.
                    <Response>                               | 1 | 11 | it ends before the end tag of Response.
                    <Response><Say>a</Say>                   | 1 | 23 | it ends before the end tag of Response.
                    <Response><Say voice="a                  | 1 | 24 | it ends before the end tag of Response.
                    hello                                    | 1 | 1 | it does not begin with an element.
                    <Response/>\\n<Response/>                 | 2 | 2 | something stands behind the end of the outermost element; delete it.
                    <Response>]]></Response>                 | 1 | 14 | a character that is not allowed here.
                    """)
    void whatIsNoXmlIsRefusedWithItsPlaceAndAReason(String written, int line, int column, String reason) {
        String xml = written.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\1", "\u0001")
                .replace("\\F", "\uFFFE");

        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse(xml))
                .withMessage("Line " + line + ", column " + column + ": this is no XML: " + reason)
                .satisfies(refused -> assertThat(refused.line()).isEqualTo(line))
                .satisfies(refused -> assertThat(refused.column()).isEqualTo(column));
        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "\ufeff", "<!-- a -->", "<?xml version='1.0'?>"})
    void aDocumentWithoutAnElementIsRefused(String xml) {
        assertThatExceptionOfType(TexmlSyntaxException.class).isThrownBy(() -> Texml.parse(xml));
    }

    @Test
    void blanksBeforeTheDeclarationAreNamed() {
        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse("\n  <?xml version=\"1.0\"?><Response/>"))
                .withMessage(
                        "Line 1, column 1: blanks or line breaks stand before <?xml, which has to come first; delete them.");
        assertThat(Texml.parse("\n  <Response/>")).isEqualTo(Texml.of());
    }

    @Test
    void typographicQuotesAreNamed() {
        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse("<Response>\n<Say voice=\u201calice\u201d>a</Say></Response>"))
                .withMessage(
                        "Line 2, column 12: this is no XML: the value of an attribute stands in typographic quotes; write \" or ' round it.");
    }

    @Test
    void anotherVersionOfXmlIsRefused() {
        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse("<?xml version=\"1.1\"?><Response>&#1;</Response>"))
                .withMessageContaining("XML 1.1 is not taken");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE Response>",
                "<!DOCTYPE Response [<!ENTITY a 'b'>]>",
                "<!DOCTYPE Response PUBLIC 'a' 'b'>"
            })
    void aDocumentTypeIsRefused(String type) {
        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse(type + "<Response/>"))
                .withMessage("Line 1, column 1: a document type (DOCTYPE) is not taken; delete it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE a [\u0000]><Response/>", "<!DOCTYPE a [<!ENTITY b \u0001"})
    void aCharacterThatXmlCannotHoldIsRefusedInADocumentTypeToo(String xml) {
        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse(xml))
                .withMessageContaining("this is no XML");
    }

    @Test
    void nothingOutsideOfTheTextIsFetched() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            for (String type : List.of(
                    "<!DOCTYPE Response SYSTEM '" + url + "'>",
                    "<!DOCTYPE Response PUBLIC '-//a' '" + url + "'>",
                    "<!DOCTYPE Response [<!ENTITY % a SYSTEM '" + url + "'> %a;]>",
                    "<!DOCTYPE Response [<!ENTITY a SYSTEM '" + url + "'>]>",
                    "<?xml-stylesheet href='" + url + "'?>")) {
                catchThrowable(() ->
                        Texml.parse(type + "<Response xmlns:xi='http://www.w3.org/2001/XInclude'>&a;<xi:include href='"
                                + url + "'/></Response>"));
                catchThrowable(() -> Texml.parse(type + "<Response xsi:schemaLocation='a " + url + "'/>"));
            }
            server.setSoTimeout(1);
            assertThat(catchThrowable(server::accept)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void entitiesDoNotMultiply() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE Response [<!ENTITY a0 'aaaaaaaaaa'>");
        for (int i = 1; i < 30; i++) {
            String before = "&a" + (i - 1) + ";";
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(before.repeat(10))
                    .append("'>");
        }
        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse(bomb + "]><Response><Say>&a29;</Say></Response>"));
    }

    @Test
    void whatIsTooMuchIsRefused() {
        String said = "a".repeat(999_900);
        assertThat(Texml.parse("<Response><Say>" + said + "</Say></Response>")).isEqualTo(Texml.of(Say.text(said)));
        refused("<Response><Say>" + "a".repeat(1_000_000) + "</Say></Response>", "1,000,000 characters");
        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse(new byte[4_000_001]))
                .withMessageContaining("characters");

        assertThat(Texml.parse("<a>".repeat(100) + "</a>".repeat(100))
                        .response()
                        .elementName())
                .isEqualTo("a");
        refused("<a>".repeat(101) + "</a>".repeat(101), "Line 1, column 301: more than 100 elements in each other");
        refused("<a>".repeat(300_000), "more than 100 elements in each other");

        assertThat(Texml.parse("<a " + attributes(100) + "/>").response().attributes())
                .hasSize(100);
        refused("<a " + attributes(101) + "/>", "more than 100 attributes of one element");
        refused("<a " + attributes(70_000) + "/>", "");
    }

    @Test
    void aTextInManyPiecesIsReadInTimeThatGrowsWithItsLength() {
        assertThat(Texml.parse("<Response><Say>" + "<![CDATA[a]]>".repeat(70_000) + "</Say></Response>"))
                .isEqualTo(Texml.of(Say.text("a".repeat(70_000))));
        assertThat(Texml.parse("<Response><Say>" + "&amp;".repeat(190_000) + "</Say></Response>"))
                .isEqualTo(Texml.of(Say.text("&".repeat(190_000))));
        assertThat(Texml.parse("<Response><Say>" + "a<!---->".repeat(120_000) + "</Say></Response>"))
                .isEqualTo(Texml.of(Say.text("a".repeat(120_000))));
        assertThat(Texml.parse("<Response>" + "<Pause/>".repeat(120_000) + "</Response>")
                        .verbs())
                .hasSize(120_000);
    }

    @Test
    void manyThreadsReadAtOnce() {
        assertThat(IntStream.range(0, 4_000).parallel().filter(seed -> {
                    RawElement root = new RandomDocument(seed % 200).root();
                    return !MarkupReader.read(MarkupWriter.document(root)).equals(root);
                }))
                .isEmpty();
    }

    @Test
    void bytesThatAreNotInTheirEncodingAreRefused() {
        refused(new byte[] {'<', 'a', '>', (byte) 0xC3, '<', '/', 'a', '>'}, "the bytes are not in UTF-8");
        refused("<?xml version='1.0' encoding='nonsense'?><a/>".getBytes(StandardCharsets.UTF_8), "unknown");
        refused(new byte[] {(byte) 0xFE, (byte) 0xFF, 0}, "the bytes are not in UTF-16BE");
    }

    @Test
    void aRefusalQuotesNothingButNames() {
        for (String xml : List.of(
                "<Response a='" + CANARY,
                "<Response>" + CANARY,
                "<Response><Number " + CANARY + ">",
                "<Response>&p13125550147;</Response>",
                "<Response>&" + CANARY + ";</Response>",
                "<Response a='<" + CANARY + "'/>",
                "<Response>]]>" + CANARY + "</Response>",
                "<Response></" + CANARY + "></Response>",
                "<a13125550147></b>",
                "<?xml version='" + CANARY + "'?><a/>",
                "<?xml version='1.0' standalone='hunter2'?><a/>",
                CANARY)) {
            Throwable refused = catchThrowable(() -> Texml.parse(xml));
            assertThat(refused).as(xml).isInstanceOf(TexmlSyntaxException.class);
            assertThat(refused.getMessage()).doesNotContain("5550147").doesNotContain("KEY0189");
        }
    }

    @Test
    void theMessageDoesNotDependOnTheLanguageOfTheMachine() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.JAPAN);
            Throwable refused = catchThrowable(() -> Texml.parse("<Response>"));
            assertThat(refused.getMessage()).matches("\\p{ASCII}*");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void damagedInputIsReadOrRefusedAndNothingElse() {
        Random random = new Random(20261127);
        String[] noise = {
            "<",
            ">",
            "&",
            "\"",
            "'",
            "/",
            "<!",
            "<!DOCTYPE",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?",
            "?>",
            "&#",
            "&#x",
            ";",
            "\u0000",
            "\ufffe",
            "\ud800",
            "=",
            "\r",
            "xmlns:",
            "{{",
            "<?xml "
        };
        for (int i = 0; i < 5_000; i++) {
            RandomDocument source = new RandomDocument(i % 500);
            StringBuilder xml = new StringBuilder(source.writtenOtherwise(source.root()));
            for (int damages = random.nextInt(3) + 1; damages > 0 && xml.length() > 1; damages--) {
                int from = random.nextInt(xml.length());
                int to = Math.min(xml.length(), from + random.nextInt(8));
                switch (random.nextInt(3)) {
                    case 0 -> xml.delete(from, to);
                    case 1 -> xml.insert(from, noise[random.nextInt(noise.length)]);
                    default -> xml.insert(from, xml.substring(from, to));
                }
            }
            readOrRefused(xml.toString(), random);
        }
    }

    private static void readOrRefused(String xml, Random random) {
        byte[] bytes = xml.getBytes(random.nextInt(4) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        for (Runnable read : List.<Runnable>of(() -> check(Texml.parse(xml)), () -> check(Texml.parse(bytes)))) {
            Throwable thrown = catchThrowable(read::run);
            if (thrown != null) {
                assertThat(thrown).as(xml).isInstanceOf(TexmlSyntaxException.class);
                assertThat(((TexmlSyntaxException) thrown).line()).isPositive();
                assertThat(((TexmlSyntaxException) thrown).column()).isPositive();
            }
        }
    }

    private static void check(Texml document) {
        assertThat(Texml.parse(document.toXml())).isEqualTo(document);
        document.check();
    }

    private static void refused(String xml, String problem) {
        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse(xml))
                .withMessageContaining(problem);
    }

    private static void refused(byte[] xml, String problem) {
        assertThatExceptionOfType(TexmlSyntaxException.class)
                .isThrownBy(() -> Texml.parse(xml))
                .withMessageContaining(problem);
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        return attributes.toString();
    }
}
