package io.texml.reactor.internal.media;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a file an answer brings.
 *
 * @param first place of its first byte
 * @param last place of its last byte
 * @param total length of the file; -1 when the server does not say
 */
record ContentRange(long first, long last, long total) {

    // Eighteen digits always fit into a long.
    private static final String NUMBER = "([0-9]{1,18})";
    private static final Pattern PART = Pattern.compile(
            "bytes\\s+" + NUMBER + "\\s*-\\s*" + NUMBER + "\\s*/\\s*(?:" + NUMBER + "|\\*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_PART = Pattern.compile("bytes\\s+\\*\\s*/\\s*" + NUMBER, Pattern.CASE_INSENSITIVE);
    private static final Pattern LENGTH = Pattern.compile(NUMBER);

    /** The one range of a 206; null when it has none that can be used, or several. */
    static @Nullable ContentRange of(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
        Matcher part = PART.matcher(only(headers, HttpHeaderNames.CONTENT_RANGE));
        if (type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/") || !part.matches()) {
            return null;
        }
        long first = Long.parseLong(part.group(1));
        long last = Long.parseLong(part.group(2));
        long total = part.group(3) == null ? -1 : Long.parseLong(part.group(3));
        return first <= last && (total < 0 || last < total) ? new ContentRange(first, last, total) : null;
    }

    /** How many bytes an answer with it has. */
    long length() {
        return last - first + 1;
    }

    /** The length of the file, as a 416 says it; -1 when it does not. */
    static long lengthIn(HttpHeaders headers) {
        return number(NO_PART, only(headers, HttpHeaderNames.CONTENT_RANGE));
    }

    /** The length of the body; -1 when the server does not say. */
    static long contentLength(HttpHeaders headers) {
        return number(LENGTH, only(headers, HttpHeaderNames.CONTENT_LENGTH));
    }

    /** The one value of a header; empty when there is none, or several that contradict each other. */
    static String only(HttpHeaders headers, CharSequence name) {
        Set<String> values = headers.getAll(name).stream().map(String::strip).collect(Collectors.toSet());
        return values.size() == 1 ? values.iterator().next() : "";
    }

    private static long number(Pattern form, String text) {
        Matcher number = form.matcher(text);
        return number.matches() ? Long.parseLong(number.group(1)) : -1;
    }
}
