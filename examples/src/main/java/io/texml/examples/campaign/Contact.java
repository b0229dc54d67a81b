package io.texml.examples.campaign;

import java.net.URI;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A row of the file.
 *
 * @param line where it begins, from 1
 * @param key tells it from the others, in later runs too
 * @param to whom to dial
 * @param from the number to dial from; null for that of the command
 * @param zone where it is; null for that of the command
 * @param url where the document for who answers is; null for what the command says
 * @param texml the document itself; null for what the command says
 */
record Contact(
        long line,
        String key,
        String to,
        @Nullable String from,
        @Nullable ZoneId zone,
        @Nullable URI url,
        @Nullable String texml) {

    /** Its line; it has a phone number. */
    @Override
    public String toString() {
        return "Contact[line=" + line + "]";
    }
}
