package io.texml.testing;

import io.texml.BidirectionalMode;
import io.texml.CallRecordingChannels;
import io.texml.CallbackMethod;
import io.texml.ConferenceBeep;
import io.texml.ConferenceRecord;
import io.texml.MachineDetection;
import io.texml.MediaTrack;
import io.texml.RecordingEvent;
import io.texml.TrimSilence;
import io.texml.markup.AIAssistant;
import io.texml.markup.AIGather;
import io.texml.markup.CardType;
import io.texml.markup.Conference;
import io.texml.markup.ConferenceCallbackEvent;
import io.texml.markup.Connect;
import io.texml.markup.ConversationRelay;
import io.texml.markup.ConversationRole;
import io.texml.markup.Dial;
import io.texml.markup.DialEvent;
import io.texml.markup.DialRecord;
import io.texml.markup.Enqueue;
import io.texml.markup.Gather;
import io.texml.markup.Hangup;
import io.texml.markup.HttpRequest;
import io.texml.markup.Interruptible;
import io.texml.markup.Leave;
import io.texml.markup.Number;
import io.texml.markup.Pause;
import io.texml.markup.Pay;
import io.texml.markup.PaymentStep;
import io.texml.markup.Play;
import io.texml.markup.Queue;
import io.texml.markup.Record;
import io.texml.markup.Recording;
import io.texml.markup.RecordingFormat;
import io.texml.markup.Redirect;
import io.texml.markup.Refer;
import io.texml.markup.Reject;
import io.texml.markup.RingTone;
import io.texml.markup.Say;
import io.texml.markup.Sip;
import io.texml.markup.Siprec;
import io.texml.markup.Ssml;
import io.texml.markup.Start;
import io.texml.markup.Stop;
import io.texml.markup.Stream;
import io.texml.markup.StreamCodec;
import io.texml.markup.Suppression;
import io.texml.markup.SuppressionEngine;
import io.texml.markup.Texml;
import io.texml.markup.Transcription;
import io.texml.markup.TranscriptionEngine;
import io.texml.markup.TranscriptionTrack;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Documents of calls as they are in real life, with every verb in one of them. */
public final class Flows {

    private Flows() {}

    /** The documents by their names. */
    public static Map<String, Texml> all() {
        Map<String, Texml> flows = new LinkedHashMap<>();
        flows.put("menu", menu());
        flows.put("voicemail", voicemail());
        flows.put("bridge", bridge());
        flows.put("queue", queue());
        flows.put("hold-music", holdMusic());
        flows.put("agent", agent());
        flows.put("whisper", whisper());
        flows.put("screening", screening());
        flows.put("find-me", findMe());
        flows.put("transfer", transfer());
        flows.put("conference", conference());
        flows.put("recording-with-consent", recordingWithConsent());
        flows.put("reject", reject());
        flows.put("appointment", appointment());
        flows.put("speech-menu", speechMenu());
        flows.put("ai-gather", aiGather());
        flows.put("ai-assistant", aiAssistant());
        flows.put("conversation-relay", conversationRelay());
        flows.put("siprec", siprec());
        flows.put("streaming", streaming());
        flows.put("stop-everything", stopEverything());
        flows.put("pay", pay());
        flows.put("look-up", lookUp());
        return flows;
    }

    private static Texml menu() {
        return Texml.of(
                Gather.digits(1)
                        .action(app("/menu"))
                        .timeout(Duration.ofSeconds(8))
                        .validDigits("123")
                        .invalidDigitsAction(app("/menu/invalid"))
                        .say(Say.text("For sales press 1, for support press 2, for opening hours press 3.")
                                .voice("Polly.Joanna-Neural")
                                .loop(2)),
                Say.text("We did not hear you. Goodbye.").voice("Polly.Joanna-Neural"),
                Hangup.hangup());
    }

    private static Texml voicemail() {
        return Texml.of(
                Say.text(
                        "Nobody is here to take your call. Please leave a message after the beep, and press # when you are done."),
                Record.record()
                        .action(app("/voicemail/done"))
                        .finishOnKey("#")
                        .timeout(Duration.ofSeconds(10))
                        .maxLength(Duration.ofMinutes(3))
                        .trim(TrimSilence.TRIM_SILENCE)
                        .channels(CallRecordingChannels.SINGLE)
                        .format(RecordingFormat.WAV)
                        .recordingStatusCallback(app("/voicemail/recording?mailbox=7&urgent=false"))
                        .transcription(true)
                        .transcriptionCallback(app("/voicemail/text"))
                        .transcriptionLanguage("en-GB"),
                Say.text("We heard nothing."));
    }

    private static Texml bridge() {
        return Texml.of(
                Say.text("We connect you."),
                Dial.number("+13125550147")
                        .callerId("+13125550100")
                        .timeout(Duration.ofSeconds(20))
                        .timeLimit(Duration.ofHours(1))
                        .record(DialRecord.FROM_ANSWER_DUAL)
                        .ringTone(RingTone.US)
                        .action(app("/bridge/over")));
    }

    private static Texml queue() {
        return Texml.of(
                Say.text("All our agents are busy. You are being put into a queue."),
                Enqueue.queue("support")
                        .waitUrl(app("/queue/wait"))
                        .waitUrlMethod(CallbackMethod.GET)
                        .maxWaitTimeSecs(Duration.ofMinutes(10))
                        .action(app("/queue/left")),
                Redirect.to(app("/voicemail")));
    }

    private static Texml holdMusic() {
        return Texml.of(
                Gather.digits(1)
                        .timeout(Duration.ofSeconds(1))
                        .action(app("/queue/key"))
                        .play(app("/music.mp3"))
                        .say("Press 1 to leave a message."),
                Pause.pause(Duration.ofSeconds(5)),
                Leave.leave());
    }

    private static Texml agent() {
        return Texml.of(
                Dial.to(Queue.of("support").url(app("/queue/notice"))).action(app("/agent/next")),
                Say.text("Nobody is waiting."),
                Pause.pause(Duration.ofSeconds(30)),
                Redirect.to(app("/agent")));
    }

    private static Texml whisper() {
        return Texml.of(Dial.to(Number.of("+13125550147")
                        .url(app("/whisper?caller=Smith%20%26%20Sons"))
                        .statusCallback(app("/status"))
                        .statusCallbackEvents(DialEvent.RINGING, DialEvent.ANSWERED, DialEvent.COMPLETED))
                .callerId("+13125550100")
                .answerOnBridge(true));
    }

    private static Texml screening() {
        return Texml.of(
                Gather.digits(1)
                        .timeout(Duration.ofSeconds(5))
                        .action(app("/screening"))
                        .say("A call for Dr. O\u2019Neill. Press any key to take it."),
                Hangup.hangup());
    }

    private static Texml findMe() {
        return Texml.of(
                Dial.to(
                                Number.of("+13125550147")
                                        .machineDetection(MachineDetection.DETECT_MESSAGE_END)
                                        .machineDetectionTimeout(Duration.ofSeconds(30))
                                        .amdStatusCallback(app("/amd")),
                                Sip.of("sip:desk@example.com;transport=tls")
                                        .username("desk")
                                        .password("correct horse"),
                                Number.of("+13125550148").sendDigits("ww42#"))
                        .sequential(true)
                        .timeout(Duration.ofSeconds(15))
                        .audioUrl(app("/please-hold.mp3")),
                Redirect.to(app("/voicemail")));
    }

    private static Texml transfer() {
        return Texml.of(
                Say.text("We hand you over."),
                Refer.to("sip:frontdesk@example.com").action(app("/refer")).method(CallbackMethod.POST));
    }

    private static Texml conference() {
        return Texml.of(Dial.to(Conference.of("Weekly <team> & guests")
                        .startConferenceOnEnter(true)
                        .endConferenceOnExit(false)
                        .muted(true)
                        .maxParticipants(20)
                        .beep(ConferenceBeep.ON_ENTER)
                        .participantLabel("guest")
                        .record(ConferenceRecord.RECORD_FROM_START)
                        .recordingStatusCallback(app("/recording"))
                        .recordingStatusCallbackEvents(RecordingEvent.IN_PROGRESS, RecordingEvent.COMPLETED)
                        .waitUrl(app("/music"))
                        .waitMethod(CallbackMethod.GET)
                        .statusCallback(app("/conference"))
                        .statusCallbackEvents(ConferenceCallbackEvent.JOIN, ConferenceCallbackEvent.LEAVE))
                .hangupOnStar(true));
    }

    private static Texml recordingWithConsent() {
        return Texml.of(
                Say.text("This call is recorded for training. Hang up if you do not agree."),
                Start.of(Recording.recording()
                        .channels(CallRecordingChannels.DUAL)
                        .trim(TrimSilence.TRIM_SILENCE)
                        .recordingStatusCallback(app("/recording"))
                        .recordingStatusCallbackEvents(RecordingEvent.COMPLETED, RecordingEvent.ABSENT)),
                Dial.number("+13125550147"));
    }

    private static Texml reject() {
        return Texml.of(Reject.busy());
    }

    private static Texml appointment() {
        return Texml.of(
                Say.text("Hello. This is Dr. Mayer\u2019s practice. Your appointment is on ")
                        .append(Ssml.sayAs("date", "2026-12-01").attribute("format", "ymd"))
                        .append(Ssml.pause(Duration.ofMillis(500)))
                        .append(" at ")
                        .append(Ssml.emphasis("strong", "half past ten"))
                        .append(".")
                        .voice("Azure.en-US-JennyNeural")
                        .language("en-US"),
                Gather.digits(1).action(app("/appointment")).say("Press 1 to confirm."),
                Play.media("goodbye"),
                Hangup.hangup());
    }

    private static Texml speechMenu() {
        return Texml.of(
                Gather.digitsOrSpeech()
                        .transcriptionEngine(TranscriptionEngine.DEEPGRAM)
                        .model("deepgram/nova-3")
                        .keyterms("invoice", "delivery", "complaint")
                        .language("en-US")
                        .speechTimeout(Duration.ofSeconds(2))
                        .timeout(Duration.ofSeconds(6))
                        .action(app("/speech"))
                        .say("In a few words: what can we do for you?"),
                Redirect.to(app("/menu")));
    }

    private static Texml aiGather() {
        return Texml.of(AIGather.parameters(
                        "{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"string\", \"description\": \"first & last name\"}},"
                                + " \"required\": [\"name\"]}")
                .greeting("Hello, may I have your name?")
                .voice(AIGather.Voice.of("Telnyx.NaturalHD.Astra").voiceSpeed(1.1))
                .message(ConversationRole.ASSISTANT, "Welcome to Example.")
                .interruptions(true)
                .transcriptionModel("deepgram/nova-3")
                .assistant(AIGather.Assistant.assistant()
                        .model("openai/gpt-4o")
                        .instructions("Ask once, and be brief.")
                        .tool("{\"type\": \"hangup\", \"hangup\": {}}"))
                .action(app("/ai-gather")));
    }

    private static Texml aiAssistant() {
        return Texml.of(
                Connect.to(AIAssistant.id("assistant-7f1d3f3e-54c4-4d2c-a0c4-3c0f9a5f4e21"))
                        .action(app("/assistant/over")),
                Say.text("Thank you for calling."));
    }

    private static Texml conversationRelay() {
        return Texml.of(Connect.to(ConversationRelay.to(URI.create("wss://relay.example.com/calls"))
                .welcomeGreeting("Hello! How can I help?")
                .welcomeGreetingInterruptible(Interruptible.SPEECH)
                .dtmfDetection(true)
                .language(ConversationRelay.Language.code("es-MX").ttsProvider("telnyx"))
                .parameter("tenant", "Smith & Sons")));
    }

    private static Texml siprec() {
        return Texml.of(
                Start.of(Siprec.connector("compliance")
                        .name("session-1")
                        .track(MediaTrack.BOTH_TRACKS)
                        .secure(true)
                        .sessionTimeoutSecs(Duration.ofMinutes(30))
                        .statusCallback(app("/siprec"))),
                Dial.number("+13125550147"));
    }

    private static Texml streaming() {
        return Texml.of(
                Start.of(
                        Transcription.transcription()
                                .transcriptionEngine(TranscriptionEngine.GOOGLE)
                                .transcriptionTracks(TranscriptionTrack.BOTH)
                                .interimResults(true)
                                .transcriptionCallback(app("/text")),
                        Suppression.suppression()
                                .noiseSuppressionEngine(SuppressionEngine.KRISP)
                                .suppressionLevel(80)),
                Connect.to(Stream.to(URI.create("wss://media.example.com/calls"))
                        .name("bot")
                        .track(MediaTrack.INBOUND_TRACK)
                        .bidirectionalMode(BidirectionalMode.RTP)
                        .bidirectionalCodec(StreamCodec.OPUS)
                        .bidirectionalSamplingRate(16000)
                        .parameter("customer", "4711")));
    }

    private static Texml stopEverything() {
        return Texml.of(
                Stop.of(
                        Stop.Stream.named("bot"),
                        Stop.Transcription.transcription(),
                        Stop.Suppression.suppression(),
                        Stop.Siprec.named("session-1")),
                Say.text("From here on nobody listens but us."));
    }

    private static Texml pay() {
        return Texml.of(
                Pay.charge(new BigDecimal("49.90"))
                        .description("Invoice 2026-118")
                        .paymentConnector("Default")
                        .validCardTypes(CardType.VISA, CardType.MASTERCARD)
                        .maxAttempts(2)
                        .timeout(Duration.ofSeconds(15))
                        .postalCode("false")
                        .prompt(Pay.Prompt.at(
                                        PaymentStep.CARD_NUMBER, Say.text("Please enter the number of your card."))
                                .attempts(1))
                        .prompt(Pay.Prompt.at(PaymentStep.CARD_NUMBER, Say.text("That did not work. Please try again."))
                                .attempts(2))
                        .parameter("invoice", "2026-118")
                        .statusCallback(app("/pay/status"))
                        .action(app("/pay/done")),
                Say.text("Thank you."));
    }

    private static Texml lookUp() {
        return Texml.of(HttpRequest.send(HttpRequest.Request.post(URI.create("https://crm.example.com/customers"))
                        .header("Content-Type", "application/json")
                        .header("X-Tenant", "a&b")
                        .body("{\"number\": \"{{From}}\", \"note\": \"<none>\"}"))
                .response(HttpRequest.Response.response()
                        .statusCode(200)
                        .type("application/json")
                        .field("customer", "$.customer.id"))
                .async(false)
                .action(app("/customer")));
    }

    private static URI app(String path) {
        return URI.create("https://app.example.com" + path);
    }
}
