package io.texml.simulator.internal.markup.verb;

import io.texml.simulator.internal.markup.Element;
import io.texml.simulator.internal.markup.Step;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code Say}, {@code Play} and {@code Pause}: what takes its time and does nothing else. */
final class SpeechVerbs {

    /** 150 words a minute. */
    private static final Duration WORD = Duration.ofMillis(400);

    /** Of scripts that put no blanks between words. */
    private static final Duration CHARACTER = Duration.ofMillis(250);

    private static final List<String> WITHOUT_BLANKS = List.of("zh", "ja", "th", "cmn", "yue");

    /** What a sound takes whose length nobody knows. */
    private static final Duration SOUND = Duration.ofSeconds(5);

    private static final Duration KEY = Duration.ofMillis(250);
    private static final Duration KEY_PAUSE = Duration.ofMillis(500);

    private SpeechVerbs() {}

    static void say(Step step) {
        Element verb = step.verb();
        Duration once = spoken(verb.spoken(), verb.attribute("language", "en")).plus(breaks(verb));
        Duration length = Duration.ofMillis(Math.round(once.toMillis() / speed(verb)));
        repeat(step, length);
    }

    static void play(Step step) {
        Element verb = step.verb();
        String digits = verb.attribute("digits");
        repeat(step, digits == null ? SOUND : keys(digits));
    }

    static void pause(Step step) {
        step.after(step.verb().seconds("length", 1), step::done);
    }

    /** How long a text takes to say. */
    static Duration spoken(String text, String language) {
        String tag = language.toLowerCase(Locale.ROOT).split("-", -1)[0];
        if (WITHOUT_BLANKS.contains(tag)) {
            return CHARACTER.multipliedBy(
                    text.codePoints().filter(c -> !Character.isWhitespace(c)).count());
        }
        return text.isBlank() ? Duration.ZERO : WORD.multipliedBy(text.strip().split("\\s+", -1).length);
    }

    private static Duration keys(String digits) {
        long pauses = digits.chars().filter(digit -> digit == 'w').count();
        return KEY_PAUSE.multipliedBy(pauses).plus(KEY.multipliedBy(digits.length() - pauses));
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
