package io.texml.markup;

import java.util.Objects;

/**
 * Something in a document that is wrong, or that may surprise. It quotes no text and no value that could be a phone
 * number or a secret.
 *
 * @param severity how sure it is
 * @param line where the element begins in the text that was read, from 1; 0 in a document that was built
 * @param column as {@code line}
 * @param path of the element or attribute, as XPath writes it: {@code /Response/Gather[1]/@timeout}
 * @param problem what is wrong, a sentence without a full stop
 * @param effect what the platform does with it, as {@code problem}
 * @param advice what to write instead, as {@code problem}
 */
public record Finding(
        Severity severity, int line, int column, String path, String problem, String effect, String advice) {

    /** Refuses null. */
    public Finding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(effect, "effect");
        Objects.requireNonNull(advice, "advice");
    }

    /** One line: place, severity, problem, effect, advice. */
    @Override
    public String toString() {
        String place = line == 0 ? path : line + ":" + column + ": " + path;
        return place + ": " + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + problem + ": " + effect + "; "
                + advice;
    }
}
