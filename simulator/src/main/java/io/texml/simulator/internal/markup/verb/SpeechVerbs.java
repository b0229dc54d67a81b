package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.engine.Speech;
import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import io.texml.simulator.internal.state.RecordingFacts;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Say}, {@code Play} and {@code Pause}: what takes its time and does nothing else. */
final class SpeechVerbs {

    private static final Pattern RECORDING = Pattern.compile("/([0-9a-f-]{36})\\.mp3(?:\\?|$)");

    /** What a sound takes whose length nobody knows. */
    private static final Duration SOUND = Duration.ofSeconds(5);

    private SpeechVerbs() {}

    static void say(Step step) {
        Element verb = step.verb();
        Duration once =
                Speech.length(verb.spoken(), verb.attribute("language", "en")).plus(breaks(verb));
        Duration length = Duration.ofMillis(Math.round(once.toMillis() / speed(verb)));
        repeat(step, length);
    }

    static void play(Step step) {
        Element verb = step.verb();
        String digits = verb.attribute("digits");
        repeat(step, digits == null ? sound(step) : Speech.keys(digits));
    }

    static void pause(Step step) {
        step.after(step.verb().seconds("length", 1), step::done);
    }

    /** How long a recording of this account is, as its link is known. */
    private static Duration sound(Step step) {
        Matcher link = RECORDING.matcher(step.verb().text());
        RecordingFacts recording = link.find() ? step.call().account().recording(link.group(1)) : null;
        Long seconds = recording == null ? null : recording.seconds();
        return seconds == null ? SOUND : Duration.ofSeconds(seconds);
    }

    private static void repeat(Step step, Duration length) {
        long times = step.verb().number("loop", 1);
        // Endless: until other instructions come or the call ends.
        if (times > 0) {
            step.after(length.multipliedBy(times), step::done);
        }
    }

    private static double speed(Element say) {
        try {
            return Math.max(0.1, Math.min(2, Double.parseDouble(say.attribute("voiceSpeed", "1"))));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    private static Duration breaks(Element element) {
        Duration sum = Duration.ZERO;
        for (Element child : element.children()) {
            sum = sum.plus(child.name().equals("break") ? time(child.attribute("time", "1s")) : breaks(child));
        }
        return sum;
    }

    private static Duration time(String text) {
        try {
            double number = Double.parseDouble(text.replaceAll("m?s$", ""));
            return Duration.ofMillis(
                    Math.max(0, Math.min(10_000, Math.round(text.endsWith("ms") ? number : number * 1000))));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(1);
        }
    }
}
