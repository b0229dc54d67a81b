package io.texml.markup;

import static io.texml.testing.Contract.text;
import static io.texml.testing.Contract.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.texml.testing.Contract;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule between parts of a document: one that breaks it, and one that keeps it. */
class RulesTest {

    /**
     * A documented rule.
     *
     * @param rule the element and the rule in the words of the contract
     * @param breaking documents that break it, each in one way
     * @param keeping documents of which nothing is to be said
     */
    record Case(String rule, Severity severity, String problem, List<String> breaking, List<String> keeping) {}

    private static final String JSON = "<Parameters>{\"type\": \"object\"}</Parameters>";
    private static final String REQUEST = "<Request url='https://example.com/'/>";
    private static final String STREAM = "<Stream url='wss://example.com/'";

    /** The rule of which the sources disagree: a finding would be wrong half of the time. */
    private static final String CONTESTED = "Gather: no method attribute: action uses the application's HTTP method";

    private static final List<Case> CASES = List.of(
            error("Say: voice starting with ElevenLabs. needs api_key_ref", "a voice of ElevenLabs needs api_key_ref")
                    .breaks(
                            "<Say voice='ElevenLabs.a.b'>c</Say>",
                            "<Gather><Say voice='ElevenLabs.a.b'>c</Say></Gather>")
                    .keeps(
                            "<Say voice='ElevenLabs.a.b' api_key_ref='k'>c</Say>",
                            "<Say voice='{{v}}'>c</Say>",
                            "<Say>ElevenLabs.</Say>"),
            error("Say: Azure voice with api_key_ref needs region", "an Azure voice with api_key_ref needs region")
                    .breaks("<Say voice='Azure.a' api_key_ref='k'>c</Say>")
                    .keeps("<Say voice='Azure.a' api_key_ref='k' region='r'>c</Say>", "<Say voice='Azure.a'>c</Say>"),
            error("Play: ringTone excludes an audio body", "ringTone and audio exclude each other")
                    .breaks("<Play ringTone='us'>https://example.com/a.mp3</Play>")
                    .keeps("<Play ringTone='us'/>", "<Play>https://example.com/a.mp3</Play>"),
            error("Play: ringTone is not valid inside Gather", "ringTone is not taken within Gather")
                    .breaks("<Gather><Play ringTone='us'/></Gather>")
                    .keeps("<Gather><Play>https://example.com/a.mp3</Play></Gather>"),
            error("Gather: transcriptionEngine=Azure needs region", "the transcriptionEngine Azure needs region")
                    .breaks("<Gather transcriptionEngine='Azure'/>")
                    .keeps("<Gather transcriptionEngine='Azure' region='r'/>", "<Gather transcriptionEngine='{{e}}'/>"),
            warning(
                            "Dial: record applies to Number/Sip, not to Conference",
                            "record holds for Number and Sip, not for a Conference")
                    .breaks("<Dial record='record-from-answer'><Conference>a</Conference></Dial>")
                    .keeps(
                            "<Dial record='record-from-answer'><Sip>sip:a@b</Sip></Dial>",
                            "<Dial record='do-not-record'><Conference>a</Conference></Dial>",
                            "<Dial><Conference record='record-from-start'>a</Conference></Dial>"),
            remark(
                            "Dial: several Number/Sip children ring at once unless sequential=true",
                            "several numbers and SIP addresses")
                    .breaks("<Dial><Number>+13125550147</Number><Sip>sip:a@b</Sip></Dial>")
                    .keeps(
                            "<Dial sequential='true'><Number>+13125550147</Number><Sip>sip:a@b</Sip></Dial>",
                            "<Dial sequential='false'><Number>+13125550147</Number><Sip>sip:a@b</Sip></Dial>",
                            "<Dial><Number>+13125550147</Number></Dial>"),
            error("Record: transcription=true needs transcriptionCallback", "transcription needs transcriptionCallback")
                    .breaks("<Record timeout='1' trim='trim-silence' channels='single' transcription='true'/>")
                    .keeps(
                            "<Record timeout='1' trim='trim-silence' channels='single' transcription='true' transcriptionCallback='https://example.com/'/>",
                            "<Record timeout='1' trim='trim-silence' channels='single' transcription='false'/>"),
            warning("Redirect: last verb of the document", "nothing behind Redirect is reached")
                    .breaks("<Redirect>https://example.com/</Redirect><Say>a</Say>")
                    .keeps(
                            "<Say>a</Say><Redirect>https://example.com/</Redirect>",
                            "{{#if a}}<Redirect>https://example.com/</Redirect>{{/if}}<Say>a</Say>"),
            warning("Reject: first (and last) verb to avoid answering/cost", "Reject is not the first verb")
                    .breaks("<Say>a</Say><Reject/>")
                    .keeps("<Reject/>", "{{#if a}}<Say>a</Say>{{else}}<Reject/>{{/if}}"),
            warning(
                            "Enqueue: waitUrl document may hold Play, Say, Gather, Pause, Hangup, Redirect, Leave",
                            "a document with Leave is that of a waitUrl, which takes Play, Say, Gather, Pause, Hangup, Redirect, Leave alone")
                    .breaks("<Dial>+13125550147</Dial><Leave/>")
                    .keeps("<Say>a</Say><Pause/><Play>https://example.com/a</Play><Gather/><Leave/>"),
            error("Connect: exactly one child", "Connect needs exactly one of Stream, AIAssistant, ConversationRelay")
                    .breaks("<Connect/>", "<Connect>" + STREAM + "/><AIAssistant id='a'/></Connect>")
                    .keeps(
                            "<Connect><AIAssistant id='a'/></Connect>",
                            "<Connect>{{#if a}}" + STREAM + "/>{{else}}<AIAssistant id='a'/>{{/if}}</Connect>"),
            error(
                            "Stream: bidirectionalCodec and bidirectionalSamplingRate need bidirectionalMode=rtp",
                            "bidirectionalCodec and bidirectionalSamplingRate need the bidirectionalMode rtp")
                    .breaks(
                            "<Connect>" + STREAM + " bidirectionalCodec='G722'/></Connect>",
                            "<Connect>" + STREAM
                                    + " bidirectionalMode='mp3' bidirectionalSamplingRate='16000'/></Connect>")
                    .keeps(
                            "<Connect>" + STREAM
                                    + " bidirectionalMode='rtp' bidirectionalCodec='G722' bidirectionalSamplingRate='16000'/></Connect>",
                            "<Connect>" + STREAM + " bidirectionalMode='{{m}}' bidirectionalCodec='G722'/></Connect>",
                            "<Connect>" + STREAM + "/></Connect>"),
            error("Transcription: transcriptionEngine=Azure needs region", "the transcriptionEngine Azure needs region")
                    .breaks("<Start><Transcription transcriptionTracks='both' transcriptionEngine='Azure'/></Start>")
                    .keeps(
                            "<Start><Transcription transcriptionTracks='both' transcriptionEngine='Azure' region='r'/></Start>"),
            error(
                            "Suppression: model/suppressionLevel need engine Krisp",
                            "(model|suppressionLevel) needs the noiseSuppressionEngine Krisp")
                    .breaks(
                            "<Start><Suppression model='m'/></Start>",
                            "<Start><Suppression noiseSuppressionEngine='AiCoustics' suppressionLevel='5'/></Start>")
                    .keeps(
                            "<Start><Suppression noiseSuppressionEngine='Krisp' model='m' suppressionLevel='5'/></Start>"),
            error(
                            "Suppression: family/size/enhancementLevel need engine AiCoustics",
                            "(family|size|enhancementLevel) needs the noiseSuppressionEngine AiCoustics")
                    .breaks(
                            "<Start><Suppression family='quail'/></Start>",
                            "<Start><Suppression noiseSuppressionEngine='Krisp' size='l'/></Start>",
                            "<Start><Suppression enhancementLevel='0.5'/></Start>")
                    .keeps(
                            "<Start><Suppression noiseSuppressionEngine='AiCoustics' family='sparrow' size='l' enhancementLevel='0.5'/></Start>"),
            error("Suppression: size=vf needs family=quail", "the size vf needs the family quail")
                    .breaks(
                            "<Start><Suppression noiseSuppressionEngine='AiCoustics' size='vf'/></Start>",
                            "<Start><Suppression noiseSuppressionEngine='AiCoustics' size='vf' family='sparrow'/></Start>")
                    .keeps(
                            "<Start><Suppression noiseSuppressionEngine='AiCoustics' size='vf' family='quail'/></Start>"),
            error("AIAssistant: exactly one of id / join", "AIAssistant needs exactly one of id and join")
                    .breaks("<Connect><AIAssistant/></Connect>", "<Connect><AIAssistant id='a' join='b'/></Connect>")
                    .keeps("<Connect><AIAssistant id='a'/></Connect>", "<Connect><AIAssistant join='b'/></Connect>"),
            error("AIAssistant: participantName and participantRole need join", "participant(Name|Role) needs join")
                    .breaks(
                            "<Connect><AIAssistant id='a' participantName='b'/></Connect>",
                            "<Connect><AIAssistant id='a' participantRole='user'/></Connect>")
                    .keeps("<Connect><AIAssistant join='a' participantName='b' participantRole='user'/></Connect>"),
            error(
                            "ConversationRelay: backgroundAudioType and backgroundAudioValue go together",
                            "backgroundAudioType and backgroundAudioValue go together")
                    .breaks(
                            "<Connect><ConversationRelay url='wss://a' backgroundAudioType='media_url'/></Connect>",
                            "<Connect><ConversationRelay url='wss://a' backgroundAudioValue='https://b'/></Connect>")
                    .keeps(
                            "<Connect><ConversationRelay url='wss://a' backgroundAudioType='media_url' backgroundAudioValue='https://b'/></Connect>",
                            "<Connect><ConversationRelay url='wss://a'/></Connect>"),
            error(
                            "ConversationRelay.Language: backgroundAudioType and backgroundAudioValue go together",
                            "backgroundAudioType and backgroundAudioValue go together")
                    .breaks(
                            "<Connect><ConversationRelay url='wss://a'><Language code='en-US' backgroundAudioType='media_url'/></ConversationRelay></Connect>")
                    .keeps(
                            "<Connect><ConversationRelay url='wss://a'><Language code='en-US'/></ConversationRelay></Connect>"),
            error("Pay: transactionType=charge needs chargeAmount", "the transactionType charge needs chargeAmount")
                    .breaks("<Pay transactionType='charge'/>")
                    .keeps("<Pay transactionType='charge' chargeAmount='1.50'/>", "<Pay transactionType='tokenize'/>"),
            error("Pay.Prompt: at least one Say", "Prompt says nothing")
                    .breaks("<Pay><Prompt for='postal-code'/></Pay>")
                    .keeps("<Pay><Prompt for='postal-code'><Say>a</Say></Prompt></Pay>"),
            error("HttpRequest: exactly one Request", "HttpRequest needs exactly one Request")
                    .breaks("<HttpRequest/>", "<HttpRequest>" + REQUEST + REQUEST + "</HttpRequest>")
                    .keeps("<HttpRequest>" + REQUEST + "</HttpRequest>"),
            error("HttpRequest: at most one Response", "HttpRequest takes at most one Response")
                    .breaks("<HttpRequest>" + REQUEST + "<Response/><Response/></HttpRequest>")
                    .keeps("<HttpRequest>" + REQUEST + "<Response/></HttpRequest>"),
            error(
                            "AIGather: exactly one Parameters child: JSON Schema object in CDATA",
                            "AIGather needs exactly one Parameters|Parameters is empty|the text of Parameters is no object of JSON")
                    .breaks(
                            "<AIGather/>",
                            "<AIGather>" + JSON + JSON + "</AIGather>",
                            "<AIGather><Parameters/></AIGather>",
                            "<AIGather><Parameters>[1]</Parameters></AIGather>",
                            "<AIGather><Parameters>{</Parameters></AIGather>")
                    .keeps(
                            "<AIGather>" + JSON + "</AIGather>",
                            "<AIGather><Parameters><![CDATA[ {\"a\": \"<&>\"} ]]></Parameters></AIGather>",
                            "<AIGather><Parameters>{{schema}}</Parameters></AIGather>"));

    /** What is not documented as a rule, but follows from what is. */
    private static final List<Case> FURTHER = List.of(
            error("more keys at least than at most", "minDigits must not be more than maxDigits")
                    .breaks("<Gather minDigits='5' maxDigits='4'/>")
                    .keeps("<Gather minDigits='4' maxDigits='4'/>", "<Gather minDigits='{{n}}' maxDigits='4'/>"),
            warning("a model of another vendor", "the model is of another vendor than the transcriptionEngine")
                    .breaks("<Gather transcriptionEngine='Google' model='deepgram/nova-3'/>")
                    .keeps(
                            "<Gather transcriptionEngine='Deepgram' model='deepgram/nova-3'/>",
                            "<Gather model='deepgram/nova-3'/>"),
            warning("hints that are dropped", "hints is for Deepgram Nova-2")
                    .breaks(
                            "<Gather transcriptionEngine='Deepgram' hints='a'/>",
                            "<Start><Transcription transcriptionTracks='both' transcriptionEngine='Deepgram' model='deepgram/nova-3' hints='a'/></Start>")
                    .keeps(
                            "<Gather transcriptionEngine='Deepgram' model='deepgram/nova-2' hints='a'/>",
                            "<Gather transcriptionEngine='Google' hints='a'/>",
                            "<Gather transcriptionEngine='Deepgram' keyterms='a'/>"),
            warning("a former verb", "AIAssistant is a verb on older pages alone")
                    .breaks("<AIAssistant id='a'/>")
                    .keeps("<Connect><AIAssistant id='a'/></Connect>"),
            warning("behind the end", "nothing behind (Hangup|Reject) is reached")
                    .breaks("<Hangup/><Say>a</Say>", "<Reject/><Say>a</Say>")
                    .keeps("<Say>a</Say><Hangup/>"),
            warning("nothing to play", "Play has nothing to play")
                    .breaks("<Play/>")
                    .keeps("<Play digits='1w2'/>"),
            warning("nothing to say", "Say has nothing to say")
                    .breaks("<Say/>", "<Say> \n </Say>")
                    .keeps("<Say><break/></Say>"),
            error("audio that is no URL", "the text of Play is no URL")
                    .breaks("<Play>music</Play>", "<Play>ftp://example.com/a.mp3</Play>")
                    .keeps(
                            "<Play mediaStorage='true'>music</Play>",
                            "<Play>\n  https://example.com/a.mp3\n</Play>",
                            "<Play>{{url}}</Play>"),
            warning("audio at a relative URL", "the text of Play is a relative URL")
                    .breaks("<Play>hold.mp3</Play>", "<Play>/audio/hold</Play>")
                    .keeps("<Play mediaStorage='true'>hold.mp3</Play>", "<Play>https://example.com/hold.mp3</Play>"),
            warning("a URL that has to be escaped", "(the text of Play|the text of Redirect|action) is no URL")
                    .breaks(
                            "<Play>https://example.com/a b.mp3</Play>",
                            "<Redirect>https://example.com/a b</Redirect>",
                            "<Gather action='https://example.com/a b'/>")
                    .keeps(
                            "<Play>https://example.com/a%20b.mp3</Play>",
                            "<Redirect>/menu?at=12:30&amp;back=https://example.com/</Redirect>",
                            "<Gather action='/menu?at=12:30'/>"),
            error("a URL of another kind", "(the text of Redirect|action) must be an http or https URL")
                    .breaks("<Redirect>ftp://example.com/</Redirect>", "<Gather action='ftp://example.com/'/>")
                    .keeps("<Redirect>../menu</Redirect>", "<Gather action='//example.com/'/>"),
            warning("no URL where one may be", "action must be an http or https URL")
                    .breaks("<Gather action=''/>")
                    .keeps("<Gather/>"),
            warning(
                            "stored audio that is a URL",
                            "with mediaStorage the text of Play is the name of stored media, and this is a URL")
                    .breaks("<Play mediaStorage='true'>https://example.com/a.mp3</Play>")
                    .keeps("<Play mediaStorage='false'>https://example.com/a.mp3</Play>"),
            error("nobody to dial", "Dial has nobody to dial")
                    .breaks("<Dial/>", "<Dial>\n</Dial>")
                    .keeps("<Dial>+13125550147</Dial>"),
            warning("a number and nouns", "Dial has a number and nouns at once")
                    .breaks("<Dial>+13125550147<Sip>sip:a@b</Sip></Dial>")
                    .keeps("<Dial>{{number}}</Dial>"),
            error("nothing where something has to be", "(Number|Sip|Queue|Conference|Redirect|Enqueue) is empty")
                    .breaks(
                            "<Dial><Number/></Dial>",
                            "<Dial><Sip> </Sip></Dial>",
                            "<Dial><Queue/></Dial>",
                            "<Dial><Conference/></Dial>",
                            "<Redirect/>",
                            "<Enqueue/>")
                    .keeps("<Enqueue>a</Enqueue>", "<Dial><Number>{{n}}</Number></Dial>"),
            warning("a number in another form", "the text of (Number|Dial) is no number in E.164 form")
                    .breaks("<Dial>3125550147</Dial>", "<Dial><Number>+1 312 555 0147</Number></Dial>")
                    .keeps("<Dial><Number>+13125550147</Number></Dial>"),
            warning("an address in another form", "the text of Sip is no SIP URI")
                    .breaks("<Dial><Sip>alice@example.com</Sip></Dial>", "<Refer><Sip>alice@example.com</Sip></Refer>")
                    .keeps("<Refer><Sip>sips:alice@example.com;transport=tls</Sip></Refer>"),
            remark(
                            "blanks round an address",
                            "blanks or line breaks stand round the text of (Number|Conference|Enqueue)")
                    .breaks(
                            "<Dial><Number>\n +13125550147\n</Number></Dial>",
                            "<Dial><Conference> a</Conference></Dial>",
                            "<Enqueue>a </Enqueue>")
                    .keeps("<Dial><Conference>a b</Conference></Dial>"),
            error("nobody to refer to", "Refer has nobody to refer to")
                    .breaks("<Refer/>")
                    .keeps("<Refer><Sip>sip:a@b</Sip></Refer>"),
            warning("nothing to start or stop", "(Start begins|Stop ends) nothing")
                    .breaks("<Start/>", "<Stop/>")
                    .keeps("<Stop><Stream/></Stop>"),
            warning("an action that is not called", "action counts only when async is false")
                    .breaks("<HttpRequest async='true' action='https://example.com/'>" + REQUEST + "</HttpRequest>")
                    .keeps("<HttpRequest action='https://example.com/'>" + REQUEST + "</HttpRequest>"),
            warning("an attempt that is not made", "attempt names one above maxAttempts")
                    .breaks("<Pay><Prompt for='postal-code' attempt='2'><Say>a</Say></Prompt></Pay>")
                    .keeps("<Pay maxAttempts='2'><Prompt for='postal-code' attempt='1 2'><Say>a</Say></Prompt></Pay>"),
            error("an attempt that is no number", "attempt must be numbers from 1, separated by blanks")
                    .breaks("<Pay><Prompt for='postal-code' attempt='first'><Say>a</Say></Prompt></Pay>")
                    .keeps("<Pay><Prompt for='postal-code' attempt='1'><Say>a</Say></Prompt></Pay>"),
            warning(
                            "a timeout that does not count",
                            "machineDetectionPromptEndTimeout counts with the detectionMode PremiumCallScreening alone")
                    .breaks("<Dial><Number machineDetectionPromptEndTimeout='2000'>+13125550147</Number></Dial>")
                    .keeps(
                            "<Dial><Number machineDetectionPromptEndTimeout='2000' detectionMode='PremiumCallScreening'>+13125550147</Number></Dial>"));

    @Test
    void everyDocumentedRuleHasACase() {
        Set<String> documented = new TreeSet<>();
        Contract.elements().forEach(element -> texts(element, "constraints")
                .forEach(rule -> documented.add(text(element, "context") + ": " + rule)));
        Set<String> covered = CASES.stream().map(Case::rule).collect(Collectors.toCollection(TreeSet::new));
        covered.add(CONTESTED);

        assertThat(documented).hasSize(27).isEqualTo(covered);
    }

    @Test
    void aContestedRuleFindsNothing() {
        assertThat(found("<Gather method='GET' action='https://example.com/'/>"))
                .isEmpty();
        assertThat(found("<Gather input='speech dtmf' partialResultCallback='https://example.com/'/>"))
                .isEmpty();
        assertThat(found("<Dial answerOnBridge='true'>+13125550147</Dial>")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("breaking")
    void aDocumentThatBreaksARuleIsFound(Case broken, String document) {
        List<Finding> findings = found(document);

        assertThat(findings).as(document).anySatisfy(finding -> {
            assertThat(finding.problem()).matches(broken.problem());
            assertThat(finding.severity()).isEqualTo(broken.severity());
        });
        assertThat(findings).allSatisfy(RulesTest::isASentence);
    }

    @ParameterizedTest
    @MethodSource("keeping")
    void ofADocumentThatKeepsARuleNothingIsSaid(Case kept, String document) {
        assertThat(found(document)).as(document).isEmpty();
    }

    static List<Object[]> breaking() {
        return all(Case::breaking);
    }

    static List<Object[]> keeping() {
        return all(Case::keeping);
    }

    static List<Finding> found(String verbs) {
        return Texml.parse("<Response>" + verbs + "</Response>").check();
    }

    private static void isASentence(Finding finding) {
        assertThat(List.of(finding.problem(), finding.effect(), finding.advice()))
                .allSatisfy(sentence -> assertThat(sentence).isNotBlank().doesNotEndWith("."));
    }

    private static List<Object[]> all(java.util.function.Function<Case, List<String>> documents) {
        return Stream.concat(CASES.stream(), FURTHER.stream())
                .flatMap(one -> documents.apply(one).stream().map(document -> new Object[] {one, document}))
                .toList();
    }

    private static Draft error(String rule, String problem) {
        return new Draft(rule, Severity.ERROR, problem);
    }

    private static Draft warning(String rule, String problem) {
        return new Draft(rule, Severity.WARNING, problem);
    }

    private static Draft remark(String rule, String problem) {
        return new Draft(rule, Severity.REMARK, problem);
    }

    private record Draft(String rule, Severity severity, String problem) {

        Breaking breaks(String... documents) {
            return new Breaking(this, List.of(documents));
        }
    }

    private record Breaking(Draft draft, List<String> breaking) {

        Case keeps(String... keeping) {
            return new Case(draft.rule(), draft.severity(), draft.problem(), breaking, List.of(keeping));
        }
    }
}
