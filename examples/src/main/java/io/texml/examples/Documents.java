package io.texml.examples;

import io.texml.MachineDetection;
import io.texml.markup.Dial;
import io.texml.markup.DialEvent;
import io.texml.markup.Element;
import io.texml.markup.Finding;
import io.texml.markup.Gather;
import io.texml.markup.Hangup;
import io.texml.markup.Number;
import io.texml.markup.Say;
import io.texml.markup.Severity;
import io.texml.markup.Sip;
import io.texml.markup.Ssml;
import io.texml.markup.Texml;
import io.texml.markup.TexmlSyntaxException;
import io.texml.markup.Verb;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Documents that the platform runs: written, read, checked. */
public final class Documents {

    private Documents() {}

    static Texml menu(URI confirm) {
        return Texml.of(
                Gather.digits(1).action(confirm).timeout(Duration.ofSeconds(8)).say("Press 1 to confirm."),
                Say.text("We did not hear you."),
                Hangup.hangup());
    }

    static Texml reachAgent(URI whisper, URI status) {
        return Texml.of(Dial.to(
                        Number.of("+13125550147")
                                .url(whisper)
                                .machineDetection(MachineDetection.ENABLE)
                                .statusCallback(status)
                                .statusCallbackEvents(DialEvent.ANSWERED, DialEvent.COMPLETED),
                        Sip.of("sip:desk@example.com"))
                .sequential(true)
                .timeout(Duration.ofSeconds(20)));
    }

    static Say code(String code) {
        return Say.text("Your code is ")
                .append(Ssml.sayAs("digits", code))
                .append(Ssml.pause(Duration.ofMillis(500)))
                .append("Goodbye.");
    }

    static Texml greet(boolean known, URI menu) {
        List<Verb> verbs = new ArrayList<>();
        if (known) {
            verbs.add(Say.text("Welcome back."));
        }
        verbs.add(Gather.digits(1).action(menu).say("For sales press 1."));
        return Texml.of(verbs);
    }

    static Texml newer() {
        return Texml.of(
                Gather.digits(1).attribute("timeout", "{{patience}}").attribute("newerAttribute", "1"),
                Element.of("NewerVerb").attribute("mode", "fast").text("..."));
    }

    static List<Finding> wrong(String xml) {
        try {
            return Texml.parse(xml).check().stream()
                    .filter(finding -> finding.severity() != Severity.REMARK)
                    .toList();
        } catch (TexmlSyntaxException noXml) {
            throw new IllegalStateException("the template is broken", noXml);
        }
    }
}
