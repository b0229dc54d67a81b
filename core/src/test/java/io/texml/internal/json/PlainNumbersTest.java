package io.texml.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainNumbersTest {

    @Test
    void aTextIsReadAsBigDecimalReadsItOrLeftToIt() {
        Random random = new Random(46);
        int read = 0;
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(21); i > 0; i--) {
                text.append("0123456789012345678.-+eE ".charAt(random.nextInt(random.nextBoolean() ? 10 : 25)));
            }
            BigDecimal decimal = PlainNumbers.decimal(padded(text), 1, text.length());
            long whole = PlainNumbers.whole(padded(text), 1, text.length());
            if (decimal != null) {
                assertThat(decimal).as("'%s'", text).isEqualTo(new BigDecimal(text.toString()));
                read++;
            }
            if (whole >= 0) {
                assertThat(whole).as("'%s'", text).isEqualTo(new BigDecimal(text.toString()).longValueExact());
            }
            if (text.toString().matches("[0-9]{1,18}")) {
                assertThat(whole).as("'%s'", text).isNotNegative();
                assertThat(decimal).as("'%s'", text).isNotNull();
            }
        }
        assertThat(read).isGreaterThan(10_000);
    }

    private static byte[] padded(CharSequence text) {
        return ("9" + text + "9").getBytes(StandardCharsets.US_ASCII);
    }
}
