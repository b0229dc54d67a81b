package io.texml.reactor.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFileTest {

    private static final int HEADER = "{\"format\":\"test\",\"version\":1}\n".length();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("records");
    }

    /** Opens the file, and closes it; the names that stand in it. */
    private List<String> open() throws IOException {
        List<String> names = new ArrayList<>();
        RecordFile.open(
                        file,
                        "test",
                        1,
                        new Disk(),
                        (offset, bytes, members) -> names.add((String) members.get("name")))
                .close();
        return names;
    }

    /** Writes commits of so many records, named by their number; where each ends. */
    private List<Long> write(int... commits) throws IOException {
        List<Long> ends = new ArrayList<>();
        try (RecordFile records = RecordFile.open(file, "test", 1, new Disk(), (offset, bytes, members) -> {})) {
            int number = 0;
            for (int commit : commits) {
                for (int i = 0; i < commit; i++) {
                    records.add(Map.of("name", "n" + number++, "text", "ein Wort, \u00e4\u20ac\n and more"));
                    ends.add(records.length());
                }
                records.commit();
            }
        }
        return ends;
    }

    private static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("n" + i);
        }
        return names;
    }

    @Test
    void whatWasCommittedIsThere() throws IOException {
        write(1, 3, 2);

        assertThat(open()).isEqualTo(names(6));
        assertThat(write(1)).hasSize(1);
        assertThat(open()).hasSize(7);
    }

    @Test
    @DisplayName("wherever a write was cut off, what came before is kept and the rest is cut away")
    void fileIsCutOffAnywhere() throws IOException {
        List<Long> ends = write(2, 3);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            int cut = length;
            int kept = (int) ends.stream().filter(end -> end <= cut).count();

            assertThat(open()).as("of %s bytes", length).isEqualTo(names(kept));
            assertThat(Files.size(file)).isEqualTo(kept == 0 ? HEADER : ends.get(kept - 1));
            write(1);
            assertThat(open()).as("%s bytes, and one more", length).hasSize(kept + 1);
        }
    }

    @Test
    @DisplayName("a byte that was changed anywhere is found, and the file is left as it is")
    void changedByteIsFound() throws IOException {
        write(2, 3, 1);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(4711);
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] = (byte) (changed[at] + 1 + random.nextInt(255));
            if (changed[at] == 0) {
                continue;
            }
            Files.write(file, changed);

            assertThatThrownBy(this::open).as("byte %s", at).isInstanceOf(FileSystemException.class);
            assertThat(Files.readAllBytes(file)).isEqualTo(changed);
        }
    }

    @Test
    void damageIsNamedByItsPlace() throws IOException {
        List<Long> ends = write(1, 1, 1);
        byte[] whole = Files.readAllBytes(file);
        whole[ends.get(0).intValue() + 70] ^= 1;
        Files.write(file, whole);

        assertThatThrownBy(this::open)
                .hasMessageContaining("damaged at byte " + ends.get(0))
                .hasMessageContaining("is not changed");
    }

    @Test
    @DisplayName("pages that never came to the disk are cut away with what follows them in the last commit")
    void zerosInTheLastCommitAreCutAway() throws IOException {
        List<Long> ends = write(3, 5);
        byte[] whole = Files.readAllBytes(file);
        for (int from = ends.get(2).intValue(); from < whole.length; from++) {
            for (int length : new int[] {1, 50, 400}) {
                byte[] holed = whole.clone();
                Arrays.fill(holed, from, Math.min(whole.length, from + length), (byte) 0);
                Files.write(file, holed);
                int hole = from;
                int kept = (int) ends.stream().filter(end -> end <= hole).count();

                assertThat(open()).as("%s zeros at %s", length, from).isEqualTo(names(kept));
                assertThat(Files.size(file)).isEqualTo(ends.get(kept - 1));
            }
        }
    }

    @Test
    @DisplayName("zeros before a later commit are damage: all before that was safe")
    void zerosBeforeALaterCommitAreDamage() throws IOException {
        List<Long> ends = write(3, 5, 1);
        byte[] whole = Files.readAllBytes(file);
        for (int from = HEADER; from < ends.get(7) - 1; from++) {
            byte[] holed = whole.clone();
            holed[from] = 0;
            Files.write(file, holed);

            assertThatThrownBy(this::open).as("zero at %s", from).hasMessageContaining("damaged at byte");
            assertThat(Files.readAllBytes(file)).isEqualTo(holed);
        }
    }

    @Test
    @DisplayName(
            "whatever happens to the bytes, the file is refused unchanged, or a beginning of what was written is kept")
    void randomDamage() throws IOException {
        List<Long> ends = write(1, 4, 2, 3);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(2607);
        int refused = 0;
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = Arrays.copyOf(whole, HEADER + random.nextInt(whole.length - HEADER + 300));
            for (int damages = random.nextInt(4); damages > 0; damages--) {
                int from = random.nextInt(bytes.length);
                int length = Math.min(bytes.length - from, 1 + random.nextInt(200));
                switch (random.nextInt(4)) {
                    case 0 -> Arrays.fill(bytes, from, from + length, (byte) 0);
                    case 1 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
                    case 2 -> System.arraycopy(whole, random.nextInt(whole.length - 200), bytes, from, length);
                    default -> bytes[from] = '\n';
                }
            }
            Files.write(file, bytes);
            try {
                List<String> found = open();
                assertThat(found).as("round %s", round).isEqualTo(names(found.size()));
                byte[] kept = Files.readAllBytes(file);
                assertThat(kept).isEqualTo(Arrays.copyOf(whole, kept.length));
            } catch (FileSystemException damaged) {
                refused++;
                assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
            }
        }
        assertThat(refused).isBetween(300, 2_900);
    }

    @Test
    void aLineThatNeverEndsIsDamageOrATail() throws IOException {
        List<Long> ends = write(1);
        byte[] whole = Files.readAllBytes(file);
        byte[] long_ = Arrays.copyOf(whole, 3_000_000);
        Files.write(file, long_);
        assertThat(open()).hasSize(1);
        assertThat(Files.size(file)).isEqualTo(ends.get(0));

        Arrays.fill(long_, whole.length, long_.length, (byte) 'x');
        Files.write(file, long_);
        assertThatThrownBy(this::open).hasMessageContaining("damaged at byte " + ends.get(0));
    }

    @Test
    void aFileOfSomethingElseIsRefusedUnchanged() throws IOException {
        for (String content : List.of(
                "key,number\n1,2\n",
                "{",
                "{\"format\":\"other\",\"version\":1}\n",
                "{\"format\":\"test\",\"version\":2}\n",
                "{\"format\":\"test\",\"version\":10}\n",
                "{\"format\":\"test\",\"version\":1}\r\n",
                "{\"format\":\"test\",\"version\":2,\"more\":true}\n{}\n")) {
            Files.writeString(file, content);
            if (content.equals("{")) {
                assertThat(open()).isEmpty();
                continue;
            }
            assertThatThrownBy(this::open)
                    .as(content)
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(content.contains("test") && !content.contains("\r") ? "version" : "no test");
            assertThat(Files.readString(file, StandardCharsets.UTF_8)).isEqualTo(content);
        }
    }

    @Test
    void aRecordThatIsTooLongIsNotWritten() throws IOException {
        try (RecordFile records = RecordFile.open(file, "test", 1, new Disk(), (offset, bytes, members) -> {})) {
            assertThatThrownBy(() -> records.add(Map.of("name", "x".repeat(70_000))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("use a shorter key");
            records.add(Map.of("name", "x".repeat(60_000)));
            records.commit();
            assertThat((String) records.read(HEADER).get("name")).hasSize(60_000);
        }
        assertThat(open()).hasSize(1);
    }
}
