package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class EightBytesTest {

    /** Those that lie beside a bound or borrow from their neighbour, and any other. */
    private static final int[] EDGES = {
        0x00, 0x01, 0x1F, 0x20, 0x21, '"', '"' - 1, '"' + 1, '\\', 'Z', '[', ']', '^', 'z', '{', '|', '}', '~', 0x7F,
        0x80, 0x81, 0xA0, 0xA2, 0xFF
    };

    private final Random random = new Random(51);

    @Test
    void theFirstByteThatEndsOrEscapesIsFound() {
        IntPredicate endsOrEscapes = b -> b == '"' || b == '\\' || b < ' ';
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = bytes();
            long hits = EightBytes.endsOrEscapes(EightBytes.at(bytes, 0));
            int expected = first(bytes, endsOrEscapes);
            assertThat(hits == 0 ? Long.BYTES : EightBytes.before(hits)).isEqualTo(expected);
        }
    }

    @Test
    void whatChangesNothingOutsideAStringCanBePassedOver() {
        IntPredicate stops = b -> b < ' ' || b >= 0x80 || "[\\]{|}".indexOf(b) >= 0;
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = bytes();
            assertThat(EightBytes.canNotBePassedOver(EightBytes.at(bytes, 0)))
                    .isEqualTo(first(bytes, stops) < Long.BYTES);
        }
    }

    @Test
    void whetherQuotesAreOddInNumberIsToldOfAnyNumberOfBytes() {
        for (int round = 0; round < 50_000; round++) {
            long parities = 0;
            int quotes = 0;
            for (int words = random.nextInt(8); words > 0; words--) {
                byte[] bytes = bytes();
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] &= 0x7F;
                    quotes += bytes[i] == '"' ? 1 : 0;
                }
                parities ^= EightBytes.quoteParity(EightBytes.at(bytes, 0));
            }
            assertThat(EightBytes.isOdd(parities)).isEqualTo(quotes % 2 != 0);
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte)
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(256);
                        case 1 -> EDGES[random.nextInt(EDGES.length)];
                        default -> 'a';
                    };
        }
        return bytes;
    }

    private static int first(byte[] bytes, IntPredicate wanted) {
        int i = 0;
        while (i < bytes.length && !wanted.test(bytes[i] & 0xFF)) {
            i++;
        }
        return i;
    }
}
