package io.texml.simulator.internal.engine;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How long it takes to say something, and to press keys. */
public final class Speech {

    /** A key, and the pause behind it. */
    public static final Duration KEY = Duration.ofMillis(250);

    /** What {@code w} stands for among keys. */
    public static final Duration KEY_PAUSE = Duration.ofMillis(500);

    /** 150 words a minute. */
    private static final Duration WORD = Duration.ofMillis(400);

    /** In languages that put no blanks between words. */
    private static final Duration CHARACTER = Duration.ofMillis(250);

    private static final List<String> WITHOUT_BLANKS = List.of("zh", "cmn", "yue", "ja", "th");

    private Speech() {}

    /** How long a text takes to say; the language decides what a word is. */
    public static Duration length(String text, String language) {
        String tag = language.toLowerCase(Locale.ROOT).split("-", -1)[0];
        if (WITHOUT_BLANKS.contains(tag)) {
            return CHARACTER.multipliedBy(
                    text.codePoints().filter(c -> !Character.isWhitespace(c)).count());
        }
        return text.isBlank() ? Duration.ZERO : WORD.multipliedBy(text.strip().split("\\s+", -1).length);
    }

    /** How long it takes to press keys. */
    public static Duration keys(String keys) {
        long pauses = keys.chars().filter(key -> key == 'w').count();
        return KEY_PAUSE.multipliedBy(pauses).plus(KEY.multipliedBy(keys.length() - pauses));
    }
}
