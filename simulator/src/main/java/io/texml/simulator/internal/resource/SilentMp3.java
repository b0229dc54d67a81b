package io.texml.simulator.internal.resource;

import io.texml.simulator.internal.seed.Seed;

/**
 * Sound files that a player takes: silence at 32 kbit/s and 48 kHz, mono. Each frame holds nothing to hear, and in the bytes
 * that are free then what nobody mistakes for another recording's.
 */
final class SilentMp3 {

    private static final int BYTES_PER_SECOND = 4_000;
    private static final int FRAME = 96;
    private static final int FRAMES = 125;
    /** MPEG 1, layer III, without a checksum; 32 kbit/s, 48 kHz; one channel. */
    private static final byte[] HEADER = {(byte) 0xff, (byte) 0xfb, 0x14, (byte) 0xc4};
    /** Of one channel: all zero is no sound. */
    private static final int SIDE_INFORMATION = 17;

    private SilentMp3() {}

    /** Frames of three seconds, to be repeated. */
    static byte[] frames(Seed seed, String recordingSid) {
        byte[] frames = new byte[FRAME * FRAMES];
        for (int frame = 0; frame < FRAMES; frame++) {
            System.arraycopy(HEADER, 0, frames, frame * FRAME, HEADER.length);
            for (int i = HEADER.length + SIDE_INFORMATION; i < FRAME; i++) {
                int place = frame * FRAME + i;
                // Seven bits, as eight set bits could be taken for the beginning of a frame.
                frames[place] = (byte) ((seed.hash(recordingSid, place / 8) >>> (place % 8 * 8)) & 0x7f);
            }
        }
        return frames;
    }

    /** Bytes of a recording. */
    static long length(long seconds) {
        return Math.max(1, seconds) * BYTES_PER_SECOND;
    }
}
