package io.texml.reactor.internal.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * What is around a record: {@code {"length":123,"crc32c":"0123abcd","commit":456,...}} and a line feed. Length and checksum
 * are of everything from the comma before {@code "commit"} to the closing brace.
 */
final class Frame {

    /** Of a whole record. */
    static final int LONGEST = 64 * 1024;

    private static final byte[] LENGTH = "{\"length\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHECKSUM = ",\"crc32c\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] COMMIT = "\",\"commit\":".getBytes(StandardCharsets.US_ASCII);
    private static final int CHECKSUM_DIGITS = 8;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** What some bytes are. */
    enum Kind {
        /** A record. */
        WHOLE,
        /** The beginning of a record, as a write leaves it that did not come to its end. */
        CUT_OFF,
        /** Neither. */
        DAMAGED
    }

    private final byte[] bytes;
    private final int to;
    private int at;
    private long commit;

    private Frame(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** A record as a line. */
    static byte[] write(long commit, byte[] object) {
        byte[] begin = (",\"commit\":" + commit + ",").getBytes(StandardCharsets.US_ASCII);
        int length = begin.length + object.length - 1;
        CRC32C crc = new CRC32C();
        crc.update(begin);
        crc.update(object, 1, object.length - 1);
        byte[] head = ("{\"length\":" + length + ",\"crc32c\":\""
                        + HexFormat.of().toHexDigits((int) crc.getValue()) + "\"")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] line = new byte[head.length + length + 1];
        System.arraycopy(head, 0, line, 0, head.length);
        System.arraycopy(begin, 0, line, head.length, begin.length);
        System.arraycopy(object, 1, line, head.length + begin.length, object.length - 1);
        line[line.length - 1] = '\n';
        return line;
    }

    /** What these bytes are, without their line feed. */
    static Kind kind(byte[] bytes, int from, int to) {
        return new Frame(bytes, from, to).kind();
    }

    /** Where the write began that a whole record was a part of. */
    static long commit(byte[] bytes, int from, int to) {
        Frame frame = new Frame(bytes, from, to);
        Kind unused = frame.kind();
        return frame.commit;
    }

    private Kind kind() {
        Kind kind = literal(LENGTH);
        if (kind != Kind.WHOLE) {
            return kind;
        }
        long length = number();
        if (at == to) {
            return length > LONGEST ? Kind.DAMAGED : Kind.CUT_OFF;
        }
        kind = length < COMMIT.length || length > LONGEST ? Kind.DAMAGED : literal(CHECKSUM);
        if (kind != Kind.WHOLE) {
            return kind;
        }
        int checksum = 0;
        for (int i = 0; i < CHECKSUM_DIGITS; i++) {
            if (at == to) {
                return Kind.CUT_OFF;
            }
            int digit = Character.digit(bytes[at], 16);
            if (digit < 0 || bytes[at] != HEX[digit]) {
                return Kind.DAMAGED;
            }
            checksum = checksum << 4 | digit;
            at++;
        }
        int checked = at + 1;
        kind = literal(COMMIT);
        if (kind != Kind.WHOLE) {
            return kind;
        }
        commit = number();
        if (to - checked < length) {
            return Kind.CUT_OFF;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, checked, to - checked);
        return to - checked == length && (int) crc.getValue() == checksum ? Kind.WHOLE : Kind.DAMAGED;
    }

    private Kind literal(byte[] expected) {
        for (byte each : expected) {
            if (at == to) {
                return Kind.CUT_OFF;
            }
            if (bytes[at] != each) {
                return Kind.DAMAGED;
            }
            at++;
        }
        return Kind.WHOLE;
    }

    /** The number that stands here; 0 for none. */
    private long number() {
        long number = 0;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9' && number < Long.MAX_VALUE / 100) {
            number = number * 10 + bytes[at] - '0';
            at++;
        }
        return number;
    }
}
