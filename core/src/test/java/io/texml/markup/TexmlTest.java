package io.texml.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.texml.CallbackMethod;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TexmlTest {

    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final String CANARY = "+13125550147-hunter2-KEY0189abcd";

    @Test
    void aDocumentIsWrittenWithoutBlanksInTheOrderOfItsVerbsAndAttributes() {
        Texml menu = Texml.of(
                Gather.digits(1)
                        .action(URI.create("https://example.com/confirm"))
                        .timeout(Duration.ofSeconds(8))
                        .say("Press 1 to confirm."),
                Say.text("We did not hear you."),
                Hangup.hangup());

        assertThat(menu.toXml())
                .isEqualTo(DECLARATION
                        + "<Response>"
                        + "<Gather numDigits=\"1\" action=\"https://example.com/confirm\" timeout=\"8\">"
                        + "<Say>Press 1 to confirm.</Say></Gather>"
                        + "<Say>We did not hear you.</Say>"
                        + "<Hangup/>"
                        + "</Response>");
        assertThat(menu.verbs()).hasSize(3);
        assertThat(Texml.of().toXml()).isEqualTo(DECLARATION + "<Response/>");
    }

    @Test
    void aSetterReturnsACopyAndLeavesTheValueAsItWas() {
        Gather before = Gather.digits(1);
        Gather after = before.timeout(Duration.ofSeconds(8)).say("Hello");

        assertThat(before).isEqualTo(Gather.digits(1));
        assertThat(after).isNotEqualTo(before);
        assertThat(after.attribute("timeout")).contains("8");
        assertThat(after.timeout(Duration.ofSeconds(9)).attributes())
                .containsExactly(Map.entry("numDigits", "1"), Map.entry("timeout", "9"));
    }

    @Test
    void aPartOfWhichThereIsOneIsReplaced() {
        AIGather gather = AIGather.parameters("{}").greeting("a").voice(AIGather.Voice.of("b"));
        HttpRequest.Request request = HttpRequest.Request.post(URI.create("https://example.com"))
                .body("a")
                .header("b", "c");

        assertThat(gather.greeting("c").voice(AIGather.Voice.of("d")))
                .isEqualTo(AIGather.parameters("{}").greeting("c").voice(AIGather.Voice.of("d")));
        assertThat(request.body("d"))
                .isEqualTo(HttpRequest.Request.post(URI.create("https://example.com"))
                        .body("d")
                        .header("b", "c"));
        assertThat(HttpRequest.Response.response().statusCode(200).statusCode(201))
                .isEqualTo(HttpRequest.Response.response().statusCode(201));
    }

    @Test
    void speechMarkupStandsBetweenWords() {
        Say say = Say.text("Your code is ")
                .append(Ssml.sayAs("digits", "4711"))
                .append(Ssml.pause(Duration.ofMillis(500)))
                .append(" That is ")
                .append(Ssml.prosody("all").attribute("rate", "slow"))
                .append(" & no <more>.");

        assertThat(Texml.of(say).toXml())
                .contains(
                        "<Say>Your code is <say-as interpret-as=\"digits\">4711</say-as><break time=\"500ms\"/> That is "
                                + "<prosody rate=\"slow\">all</prosody> &amp; no &lt;more&gt;.</Say>");
    }

    @Test
    void everyCharacterOfXmlIsWrittenSoThatItIsReadAgain() {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean allowed = c == 9
                    || c == 10
                    || c == 13
                    || (c >= 0x20 && c <= 0xD7FF)
                    || (c >= 0xE000 && c <= 0xFFFD)
                    || c > 0xFFFF;
            if (allowed && (c < 0x3000 || c % 97 == 0 || (c >= 0xFFF0 && c < 0x10010))) {
                all.appendCodePoint(c);
            }
        }
        Texml document = Texml.of(Say.text(all.toString()).attribute("newer", all.toString()));

        assertThat(Texml.parse(document.toXml())).isEqualTo(document);
        assertThat(Texml.parse(document.toBytes())).isEqualTo(document);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 0xB, 0xC, 0xE, 0x1F, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xFFFE, 0xFFFF})
    void aCharacterThatXmlHasNoFormForIsRefusedWithItsPlace(int c) {
        String text = CANARY + (char) c;
        int length = text.length();

        for (Runnable attempt : List.<Runnable>of(
                () -> Say.text(text),
                () -> Say.text("a").append(text),
                () -> Dial.number("+1").callerId(text),
                () -> Dial.number("+1").attribute("newer", text),
                () -> Element.of("Newer").text(text))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(attempt::run)
                    .withMessageMatching(
                            "(the text of Say|Dial.callerId|Dial.newer|the text of Newer) has a character that XML cannot hold "
                                    + "\\(U\\+" + String.format("%04X", c) + ", the " + length
                                    + ". character\\); remove it");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1a", "-a", "a b", "a>", "a=", "a\"", "\u00e9", "a/"})
    void aNameThatXmlHasNoFormForIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> Element.of(name + "a".repeat(201)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Element.of(name))
                .withMessageContaining("letters, digits and _ - . :");
        assertThatIllegalArgumentException().isThrownBy(() -> Say.text("a").attribute(name, "b"));
    }

    @Test
    void whatThisVersionDoesNotKnowCanBeAdded() {
        Texml document = Texml.of(
                Element.of("Newer").attribute("a", "1").text("b").child(Say.text("c")),
                Gather.digits(1)
                        .attribute("newer", "2")
                        .child(Element.of("Picture").text("d")),
                Dial.to(Element.of("Satellite").text("e"), Number.of("+13125550147")));

        assertThat(document.toXml())
                .contains("<Newer a=\"1\">b<Say>c</Say></Newer>")
                .contains("<Gather numDigits=\"1\" newer=\"2\"><Picture>d</Picture></Gather>")
                .contains("<Dial><Satellite>e</Satellite><Number>+13125550147</Number></Dial>");
        assertThat(document.check()).extracting(Finding::severity).containsOnly(Severity.WARNING);
    }

    @Test
    void anOpenChoiceTakesAValueThatThisVersionDoesNotKnow() {
        Texml document = Texml.of(Redirect.to(URI.create("https://example.com")).method(CallbackMethod.of("PUT")));

        assertThat(document.toXml()).contains("<Redirect method=\"PUT\">");
        assertThat(document.check())
                .singleElement()
                .extracting(Finding::severity)
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void whatIsWrongBeyondDoubtIsRefusedAllOfItAtOnce() {
        assertThatExceptionOfType(InvalidTexmlException.class)
                .isThrownBy(() -> Texml.of(
                        Gather.digits(500).timeout(Duration.ofMinutes(5)).say(CANARY),
                        Record.record().transcription(true),
                        Dial.to(Number.of(CANARY).machineDetectionTimeout(Duration.ofMillis(30)))))
                .satisfies(refused -> assertThat(refused.findings()).hasSize(4))
                .withMessage("The document cannot be run as it is: "
                        + "/Response/Gather/@numDigits: numDigits must be 1 to 128; write a number within these bounds. "
                        + "/Response/Gather/@timeout: timeout must be 1 to 120 seconds; write a number within these bounds. "
                        + "/Response/Record: transcription needs transcriptionCallback; set transcriptionCallback. "
                        + "/Response/Dial/Number/@machineDetectionTimeout: machineDetectionTimeout must be 500 to 60000 "
                        + "milliseconds; write milliseconds, where TwiML has seconds: 30000 for 30 seconds.");
    }

    @Test
    void aDurationThatTheUnitCannotSayIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gather.digits(1).timeout(Duration.ofMillis(1500)))
                .withMessage("Gather.timeout must be a whole number of seconds; round it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Number.of("+1").machineDetectionTimeout(Duration.ofNanos(1)))
                .withMessage("Number.machineDetectionTimeout must be a whole number of milliseconds; round it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gather.digits(1).timeout(Duration.ofSeconds(Long.MAX_VALUE, 5)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Say.text("a").voiceSpeed(Double.NaN))
                .withMessage("Say.voiceSpeed must be a finite number");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Number.of("+1").statusCallbackEvents())
                .withMessage("Number.statusCallbackEvent must not be empty; leave it out instead");
    }

    @Test
    void whatIsNotThereIsRefusedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> Gather.digits(1).action(null))
                .withMessage("Gather.action must not be null; leave it out instead");
        assertThatNullPointerException()
                .isThrownBy(() -> Say.text(null))
                .withMessage("the text of Say must not be null; leave it out instead");
        assertThatNullPointerException()
                .isThrownBy(() -> Say.text("a").attribute("b", null))
                .withMessage("Say.b must not be null; leave it out instead");
        assertThatNullPointerException()
                .isThrownBy(() -> Gather.digits(1).say((Say) null))
                .withMessage("a child of Gather must not be null; leave it out instead");
        assertThatNullPointerException()
                .isThrownBy(() -> Texml.of(Hangup.hangup(), null))
                .withMessage("a child of Response must not be null; leave it out instead");
        assertThatNullPointerException()
                .isThrownBy(() -> Dial.to(Queue.of("a"), (DialNoun) null))
                .withMessage("a child of Dial must not be null; leave it out instead");
        assertThatNullPointerException()
                .isThrownBy(() -> Number.of("+1").statusCallbackEvents((DialEvent) null))
                .withMessage("Number.statusCallbackEvent must not hold null; leave it out instead");
        assertThatNullPointerException()
                .isThrownBy(() -> Gather.speech().hints("a", null))
                .withMessage("Gather.hints must not hold null; leave it out instead");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Gather.speech().keyterms())
                .withMessage("Gather.keyterms must not be empty; leave it out instead");
        assertThatNullPointerException()
                .isThrownBy(() -> Texml.parse((String) null))
                .withMessage("xml");
    }

    @Test
    void equalDocumentsAreEqualWhereverTheyComeFrom() {
        Texml built = Texml.of(Gather.digits(1).timeout(Duration.ofSeconds(8)).say("a"), Hangup.hangup());
        Texml read = Texml.parse(
                "<Response>\n  <Gather timeout='8' numDigits='1'>\n <Say>a</Say>\n</Gather>\n <Hangup></Hangup></Response>");
        Texml raw = Texml.of(
                Element.of("Gather")
                        .attribute("numDigits", "1")
                        .attribute("timeout", "8")
                        .child(Element.of("Say").text("a")),
                Element.of("Hangup"));

        assertThat(read).isEqualTo(built).hasSameHashCodeAs(built);
        assertThat(raw).isEqualTo(built).hasSameHashCodeAs(built);
        assertThat(read.verbs().get(0)).isInstanceOf(Gather.class);
        assertThat(raw.verbs().get(0)).isInstanceOf(Gather.class);
        assertThat(built).isNotEqualTo(Texml.of(Hangup.hangup()));
    }

    @Test
    void aTextInSeveralPiecesIsOneText() {
        assertThat(Say.text("a").append("b").append("")).isEqualTo(Say.text("ab"));
    }

    @Test
    void nothingOfADocumentIsPrintedButNames() {
        Texml document = Texml.of(
                Dial.to(Sip.of("sip:" + CANARY).password(CANARY)).callerId(CANARY),
                Say.text(CANARY).append(Ssml.emphasis(CANARY, CANARY)));

        assertThat(document).hasToString("Texml[Dial[callerId, Sip[password]], Say[emphasis[level]]]");
        assertThat(document.check().toString()).doesNotContain("5550147").doesNotContain("hunter2");
    }

    @Test
    void manyVerbsAreWrittenInTimeThatGrowsWithTheirNumber() {
        Texml document = Texml.of(Collections.nCopies(50_000, Pause.pause()));

        assertThat(Texml.parse(document.toXml())).isEqualTo(document);
    }

    @Test
    void elementsNestToABoundThatWalkingThemCanBear() {
        RawElement deep = Element.of("a");
        for (int i = 1; i < 100; i++) {
            deep = Element.of("a").child(deep);
        }
        RawElement deepest = deep;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Element.of("a").child(deepest))
                .withMessage("a nests more than 100 elements; TeXML needs ten at most");
    }

    @Test
    void eachClassIsUsableFirst() {
        // Types name each other: none of them may need another that is being made.
        assertThat(HttpRequest.Request.post(URI.create("https://example.com"))
                        .header("a", "b")
                        .body("c")
                        .header("d", "e"))
                .hasToString("Request[url, method, Headers[Header[Key[], Value[]], Header[Key[], Value[]]], Body[]]");
        assertThat(AIGather.Assistant.assistant().tool("{}")).hasToString("Assistant[Tools[Tool[]]]");
    }
}
