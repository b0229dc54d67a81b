package io.texml.markup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found beside the rules between parts: names, places, habits of TwiML. */
class CheckTest {

    private static final String RECORD = "timeout='1' trim='trim-silence' channels='single'";

    @Test
    void aFindingSaysWhereItIsAndWhatToDo() {
        Texml document = Texml.parse("""
                <?xml version="1.0"?>
                <!-- <Say> -->
                <Response>
                  <Say>a</Say>
                  <Gather numDigits="1"><![CDATA[ <b> ]]>
                    <Say
                        Voice="alice">a</Say>  <Say>b</Say><Say loop="11">c</Say>
                  </Gather>
                </Response>
                """);

        assertThat(document.check())
                .containsExactly(
                        new Finding(
                                Severity.WARNING,
                                5,
                                3,
                                "/Response/Gather",
                                "Gather holds a text",
                                "the platform ignores it without an error",
                                "write it into a Say"),
                        new Finding(
                                Severity.ERROR,
                                6,
                                5,
                                "/Response/Gather/Say[1]/@Voice",
                                "Voice is in the wrong case",
                                "the platform ignores it without an error",
                                "write voice"),
                        new Finding(
                                Severity.ERROR,
                                7,
                                44,
                                "/Response/Gather/Say[3]/@loop",
                                "loop must be 0 to 10",
                                "what the platform does with it is not documented",
                                "write a number within these bounds"));
        assertThat(document.check().get(2))
                .hasToString("7:44: /Response/Gather/Say[3]/@loop: error: loop must be 0 to 10: "
                        + "what the platform does with it is not documented; write a number within these bounds");
    }

    @Test
    void aDocumentThatWasBuiltHasPathsAndNoLines() {
        Texml document = Texml.of(Hangup.hangup(), Say.text("a"), Say.text("b"));

        assertThat(document.check()).extracting(Finding::path).containsExactly("/Response/Say[1]", "/Response/Say[2]");
        assertThat(document.check()).extracting(Finding::line).containsOnly(0);
        assertThat(document.check().get(0).toString()).startsWith("/Response/Say[1]: warning: nothing behind Hangup");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <Say apiKeyRef='k'>a</Say>                                         | apiKeyRef      | write api_key_ref
                    <Gather api_key_ref='k'/>                                          | api_key_ref    | write apiKeyRef
                    <Start><Transcription transcriptionTracks='both' api_key_ref='k'/></Start> | api_key_ref | write apiKeyRef
                    <AIGather><Voice apiKeyRef='k'/><Parameters>{}</Parameters></AIGather> | apiKeyRef  | write api_key_ref
                    <AIGather><Assistant apiKeyRef='k'/><Parameters>{}</Parameters></AIGather> | apiKeyRef | write api_key_ref
                    <Dial><Conference waitUrlMethod='GET'>a</Conference></Dial>        | waitUrlMethod  | write waitMethod
                    <Enqueue waitMethod='GET'>a</Enqueue>                              | waitMethod     | write waitUrlMethod
                    <Record timeout='1' trim='trim-silence' channels='single' transcribe='true'/> | transcribe | write transcription
                    <Record timeout='1' trim='trim-silence' channels='single' transcribeCallback='/a'/> | transcribeCallback | write transcriptionCallback
                    <Say voice_speed='1'>a</Say>                                       | voice_speed    | write voiceSpeed
                    <AIGather><Voice voiceSpeed='1'/><Parameters>{}</Parameters></AIGather> | voiceSpeed | write voice_speed
                    <Start><Stream url='wss://a' track='inbound'/></Start>             | track          | write inbound_track
                    <Start><Stream url='wss://a' track='both'/></Start>                | track          | write both_tracks
                    <Start><Siprec connectorName='a' track='outbound'/></Start>        | track          | write outbound_track
                    <Start><Recording trim='trim-silence' track='both_tracks'/></Start> | track         | write both
                    <Start><Transcription transcriptionTracks='inbound_track'/></Start> | transcriptionTracks | write inbound
                    <Start><Suppression direction='outbound_track'/></Start>           | direction      | write outbound
                    <Dial><Number machineDetectionTimeout='30'>+13125550147</Number></Dial> | machineDetectionTimeout | write milliseconds, where TwiML has seconds: 30000 for 30 seconds
                    """)
    void aNameThatIsEasilyConfusedIsFound(String verbs, String attribute, String advice) {
        assertThat(RulesTest.found(verbs)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.path()).endsWith("/@" + attribute);
            assertThat(finding.advice()).isEqualTo(advice);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Sms>a</Sms>",
                "<Message>a</Message>",
                "<Dial><Client>a</Client><Sip>sip:a@b</Sip></Dial>",
                "<Connect><Room>a</Room><AIAssistant id='a'/></Connect>",
                "<Echo/>",
                "<Connect><VirtualAgent/><AIAssistant id='a'/></Connect>",
                "<Connect><Autopilot>a</Autopilot><AIAssistant id='a'/></Connect>",
                "<Prompt>a</Prompt>"
            })
    void whatOnlyTwimlHasIsFound(String verbs) {
        assertThat(RulesTest.found(verbs)).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.problem()).endsWith("is of TwiML, the platform does not have it");
            assertThat(finding.effect()).isEqualTo("the platform drops it without an error");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <Record trim='trim-silence' channels='single'/>    | timeout | the platform takes 0, where TwiML has 5
                    <Record timeout='5' channels='single'/>            | trim | the platform takes none, where TwiML has trim-silence
                    <Record timeout='5' trim='trim-silence'/>          | channels | the platform takes dual, where TwiML has single
                    <Start><Recording/></Start>                        | trim | the platform takes none, where TwiML has trim-silence
                    <Start><Transcription/></Start>                    | transcriptionTracks | the platform takes inbound, where TwiML has both
                    <Start><Siprec connectorName='a'/></Start>         | track | the platform takes both_tracks, where TwiML has inbound_track
                    """)
    void aDefaultThatIsAnotherInTwimlIsFoundWhereTheDocumentReliesOnIt(String verbs, String attribute, String effect) {
        assertThat(RulesTest.found(verbs)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.REMARK);
            assertThat(finding.problem()).isEqualTo(attribute + " is not set, and its default is not that of TwiML");
            assertThat(finding.effect()).isEqualTo(effect);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <say>a</say>                              | say is in the wrong case                    | write Say
                    <GATHER/>                                 | GATHER is in the wrong case                 | write Gather
                    <Dial><number>+13125550147</number></Dial> | number is in the wrong case                | write Number
                    <Connect><AiAssistant id='a'/></Connect>  | AiAssistant is in the wrong case            | write AIAssistant
                    <Dial><Say>a</Say><Sip>sip:a@b</Sip></Dial> | Say is not taken within Dial              | write Number, Sip, Queue, Conference there, or move it out
                    <Number>+13125550147</Number>             | Number is not taken within Response         | write it into Dial
                    <Stream url='wss://a'/>                   | Stream is not taken within Response         | write it into Connect or Start or Stop
                    <Response/>                               | Response is not taken within Response       | write it into HttpRequest
                    <Stop><Recording/></Stop>                 | Recording is not taken within Stop          | leave it out, and end the recording by the API
                    <Say>a<Play>https://a</Play></Say>        | Play is not taken within Say                | move it out
                    <Pause><Say>a</Say></Pause>               | Say is not taken within Pause               | move it out
                    <Gather><Prompt>a</Prompt></Gather>       | Prompt is not taken within Gather           | write it into Pay
                    """)
    void anElementInTheWrongPlaceOrCaseIsFound(String verbs, String problem, String advice) {
        assertThat(RulesTest.found(verbs)).anySatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.problem()).isEqualTo(problem);
            assertThat(finding.advice()).isEqualTo(advice);
            assertThat(finding.effect()).isEqualTo("the platform drops it without an error");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <Brandnew/>                     | Brandnew is not documented within Response                  | leave it out
                    <Gahter/>                       | Gahter is not documented within Response                 | leave it out, or write Gather
                    <Gather numDigit='1'/>          | numDigit is no attribute of Gather that is documented    | leave it out, or write numDigits
                    <Gather newer='1'/>             | newer is no attribute of Gather that is documented       | leave it out
                    <Hangup reason='busy'/>         | reason is no attribute of Hangup that is documented      | leave it out
                    <Redirect method='post'>/a</Redirect> | method must be GET or POST                         | write POST
                    <Redirect method='PUT'>/a</Redirect>  | method must be GET or POST                         | write one of these values
                    <Say xmlns='a'>a</Say>          | namespaces are not accepted                              | leave it out
                    <Dial hangupOnStar='True'>+13125550147</Dial> | hangupOnStar must be true or false         | write true
                    <Pause>2</Pause>                | Pause holds a text                                       | leave it out
                    """)
    void whatIsNotDocumentedIsAWarning(String verbs, String problem, String advice) {
        assertThat(RulesTest.found(verbs)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.problem()).isEqualTo(problem);
            assertThat(finding.advice()).isEqualTo(advice);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Responses/>", "<response><Say>a</Say></response>", "<html/>", "<Say>a</Say>"})
    void anotherOutermostElementIsFound(String xml) {
        assertThat(Texml.parse(xml).check())
                .singleElement()
                .extracting(Finding::problem)
                .isEqualTo("the outermost element is not Response");
    }

    @Test
    void templatesAreUnresolvedAndNotWrong() {
        assertThat(RulesTest.found("""
                        {{#if Digits}}
                          <Gather numDigits="{{digits}}" timeout="{{t}}" input="{{i}}" action="{{host}}/next page">
                            {{greeting}}<Say voice="{{voice}}" loop="{{n}}">Hello {{From}}</Say>
                          </Gather>
                          <Dial timeout="{{t}}" record="{{record}}">{{number}}</Dial>
                          <Dial>{{#each all}}<Number>{{this}}</Number>{{/each}}</Dial>
                          <Dial>{{#if a}}<Number>{{a}}</Number>{{else}}<Sip>{{b}}</Sip>{{/if}}</Dial>
                          <Play ringTone="us">{{audio}}</Play>
                          <Dial><Number machineDetection="{{m}}">{{number}}</Number></Dial>
                          <Connect>{{#if a}}<Stream url="{{ws}}"/>{{else}}<AIAssistant id="{{id}}"/>{{/if}}</Connect>
                          <Pay transactionType="{{t}}" validCardTypes="visa {{other}}"/>
                          <AIGather><Parameters>{{{schema}}}</Parameters></AIGather>
                        {{/if}}
                        """)).isEmpty();
    }

    @Test
    void everythingIsFoundAtOnceInTheOrderOfTheDocument() {
        List<Finding> findings = RulesTest.found("<Gather timeout='0' numdigits='1'/><Record " + RECORD
                + " transcribe='true'/><Sms>a</Sms><Hangup/><Pause length='500'/>");

        assertThat(findings)
                .extracting(Finding::path)
                .containsExactly(
                        "/Response/Gather/@timeout",
                        "/Response/Gather/@numdigits",
                        "/Response/Record/@transcribe",
                        "/Response/Sms",
                        "/Response/Pause",
                        "/Response/Pause/@length");
    }
}
