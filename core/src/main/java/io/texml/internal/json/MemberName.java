package io.texml.internal.json;

import tools.jackson.core.io.SerializedString;

/** A member's name as it stands in JSON without spaces, quotes and colon included; compared eight bytes at a time. */
final class MemberName {

    private final byte[] bytes;
    private final int length;

    MemberName(String name) {
        byte[] escaped = new SerializedString(name).asQuotedUTF8();
        this.length = escaped.length + 3;
        this.bytes = new byte[length + Long.BYTES];
        bytes[0] = '"';
        System.arraycopy(escaped, 0, bytes, 1, escaped.length);
        bytes[length - 2] = '"';
        bytes[length - 1] = ':';
    }

    int length() {
        return length;
    }

    /** Whether it stands there; eight bytes more than its length must be there to be read. */
    boolean standsAt(byte[] json, int at) {
        int i = 0;
        for (; i <= length - Long.BYTES; i += Long.BYTES) {
            if (EightBytes.at(bytes, i) != EightBytes.at(json, at + i)) {
                return false;
            }
        }
        long last = EightBytes.at(bytes, i) ^ EightBytes.at(json, at + i);
        return EightBytes.first(last, length - i) == 0;
    }
}
