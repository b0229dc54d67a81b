package io.texml.reactor.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContactIndexTest {

    @Test
    @DisplayName("two million contacts take less than 50 bytes each")
    void aContactIsSmall() {
        ContactIndex index = new ContactIndex();
        int contacts = 2_000_000;
        for (int i = 0; i < contacts; i++) {
            index.put(KeyHash.of("contact-" + i), ContactIndex.entry(1_000L + i, i % 5, i % 2 == 0, i % 3 == 0));
        }

        assertThat(index.size()).isEqualTo(contacts);
        assertThat(index.bytes() / contacts).isBetween(24L, 50L);
        for (int i = 0; i < contacts; i += 997) {
            long entry = index.get(KeyHash.of("contact-" + i));
            assertThat(ContactIndex.offset(entry)).isEqualTo(1_000L + i);
            assertThat(ContactIndex.attempts(entry)).isEqualTo(i % 5);
            assertThat(ContactIndex.isUnderWay(entry)).isEqualTo(i % 2 == 0);
            assertThat(ContactIndex.isFinished(entry)).isEqualTo(i % 3 == 0);
        }
        assertThat(index.get(KeyHash.of("another"))).isEqualTo(ContactIndex.NONE);
    }

    @Test
    void keysAreToldApartHoweverMany() {
        ContactIndex index = new ContactIndex();

        assertThat(IntStream.range(0, 100_000).allMatch(key -> index.add(KeyHash.of("key " + key))))
                .isTrue();
        assertThat(IntStream.range(0, 100_000).noneMatch(key -> index.add(KeyHash.of("key " + key))))
                .isTrue();
    }

    @Test
    void largeNumbersHaveRoom() {
        long entry = ContactIndex.entry((1L << 44) - 1, 1_000_000, true, true);

        assertThat(ContactIndex.offset(entry)).isEqualTo((1L << 44) - 1);
        assertThat(ContactIndex.attempts(entry)).isEqualTo((1 << 18) - 1);
    }
}
