package io.texml.reactor.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.texml.calls.AnsweredBy;
import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.internal.file.FaultyDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

class FileDialJournalTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07.123456789Z");
    private static final long NEVER = Long.MAX_VALUE;

    @TempDir
    Path directory;

    private final List<DialJournal> opened = new ArrayList<>();
    private final FaultyDisk disk = new FaultyDisk();
    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("campaign.journal");
    }

    @AfterEach
    void close() {
        opened.forEach(journal -> journal.close().block(SOON));
        assertThat(disk.threads).isSubsetOf("texml-journal");
    }

    private DialJournal open() {
        return open(NEVER);
    }

    private DialJournal open(long worthIt) {
        DialJournal journal = new FileDialJournal(file, disk, worthIt);
        journal.open().block(SOON);
        opened.add(journal);
        return journal;
    }

    private static DialIntent intent(int attempt) {
        return new DialIntent(
                attempt, "reference-" + attempt, "+13125550100", "+13125550101", NOW.plusSeconds(attempt));
    }

    private static Attempt attempt(int number, CallResult.Outcome outcome) {
        return new Attempt(
                number,
                outcome,
                "CA" + number,
                null,
                NOW.plusSeconds(number),
                NOW.plusSeconds(60),
                Duration.ofSeconds(9));
    }

    private static void dial(DialJournal journal, String key, int number, @Nullable ContactOutcome outcome) {
        journal.intend(key, intent(number)).block(SOON);
        journal.ended(key, attempt(number, CallResult.Outcome.BUSY), outcome, outcome == null ? NOW : null)
                .block(SOON);
    }

    private static ContactHistory claim(DialJournal journal, String key) {
        return journal.claim(key).block(SOON);
    }

    @Test
    void whatWasWrittenIsKnownToTheNextProcess() {
        DialJournal journal = open();
        Attempt full = new Attempt(
                1,
                CallResult.Outcome.COMPLETED,
                "CA1",
                AnsweredBy.MACHINE_END_BEEP,
                NOW,
                NOW.plusSeconds(7),
                Duration.ofSeconds(7));
        Attempt bare = new Attempt(2, CallResult.Outcome.UNKNOWN, null, null, NOW, null, null);
        journal.intend("a", intent(1)).block(SOON);
        journal.ended("a", full, null, NOW.plusSeconds(600)).block(SOON);
        ContactHistory waiting = claim(journal, "a");
        journal.intend("a", intent(2)).block(SOON);
        ContactHistory dialling = claim(journal, "a");
        journal.ended("a", bare, null, null).block(SOON);
        journal.intend("a", intent(3)).block(SOON);
        journal.intend("\u00fc \"quoted\"\n\ud83d\ude00", intent(1)).block(SOON);
        journal.finish("refused", ContactOutcome.REFUSED).block(SOON);
        journal.close().block(SOON);

        DialJournal next = open();

        assertThat(waiting).isEqualTo(new ContactHistory(List.of(full), null, null, NOW.plusSeconds(600)));
        assertThat(dialling.underWay()).isEqualTo(intent(2));
        assertThat(claim(next, "a").attempts()).containsExactly(full, bare);
        assertThat(claim(next, "a").underWay()).isEqualTo(intent(3));
        assertThat(claim(next, "\u00fc \"quoted\"\n\ud83d\ude00").underWay()).isEqualTo(intent(1));
        assertThat(claim(next, "refused")).isEqualTo(ContactHistory.NEW.finished(ContactOutcome.REFUSED));
        assertThat(claim(next, "new")).isEqualTo(ContactHistory.NEW);
    }

    @Test
    @DisplayName("an intent completes only when the disk has it")
    void intentIsOnTheDiskFirst() throws Exception {
        DialJournal journal = open();
        CountDownLatch isForced = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        disk.beforeForce = () -> {
            isForced.countDown();
            await(mayEnd);
        };
        CountDownLatch completed = new CountDownLatch(1);
        journal.intend("a", intent(1)).subscribe(nothing -> {}, failure -> {}, completed::countDown);

        await(isForced);
        assertThat(completed.getCount()).isEqualTo(1);
        assertThat(Files.readString(file)).contains("reference-1");
        mayEnd.countDown();
        await(completed);
    }

    @Test
    @DisplayName("a thousand intents that come while the disk is busy take one write and one wait")
    void commitsTogether() {
        DialJournal journal = open();
        CountDownLatch isForced = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        disk.beforeForce = () -> {
            isForced.countDown();
            await(mayEnd);
        };
        disk.forces = 0;
        disk.writes = 0;
        CountDownLatch completed = new CountDownLatch(1_000);
        journal.intend("key-0", intent(1)).subscribe(nothing -> {}, failure -> {}, completed::countDown);
        await(isForced);
        Mono.fromRunnable(() -> Flux.range(1, 999)
                        .flatMap(
                                i -> journal.intend("key-" + i, intent(1))
                                        .doOnSuccess(nothing -> completed.countDown()),
                                999)
                        .subscribe())
                .subscribeOn(Schedulers.parallel())
                .block(SOON);
        mayEnd.countDown();

        await(completed);
        assertThat(disk.forces).isEqualTo(2);
        assertThat(disk.writes).isEqualTo(2);
    }

    @Test
    void itIsReadableLineByLine() throws IOException {
        DialJournal journal = open();
        dial(journal, "a", 1, ContactOutcome.BUSY);

        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("{\"format\":\"texml-dial-journal\",\"version\":1}");
        assertThat(lines.get(1))
                .matches(
                        "\\{\"length\":\\d+,\"crc32c\":\"[0-9a-f]{8}\",\"commit\":44,\"type\":\"intent\",\"key\":\"a\","
                                + "\"attempt\":1,\"reference\":\"reference-1\",\"from\":\"\\+13125550100\","
                                + "\"to\":\"\\+13125550101\",\"at\":\"2026-03-04T05:06:08.123456789Z\"}");
        assertThat(lines.get(2))
                .matches(
                        "\\{\"length\":\\d+,\"crc32c\":\"[0-9a-f]{8}\",\"commit\":\\d+,\"type\":\"ended\",\"key\":\"a\","
                                + "\"attempt\":1,\"call\":\"BUSY\",\"call_sid\":\"CA1\","
                                + "\"dialled_at\":\"2026-03-04T05:06:08.123456789Z\",\"ended_at\":\"2026-03-04T05:07:07.123456789Z\","
                                + "\"duration\":\"PT9S\",\"outcome\":\"BUSY\",\"previous\":44}");
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        open().close().block(SOON);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        dial(open(1), "a", 1, ContactOutcome.BUSY);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("campaign.journal.lock"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aSecondOneOfThisProcessIsRefusedUntilTheFirstIsClosed() throws IOException {
        DialJournal first = open();
        DialJournal second = DialJournal.file(
                Files.createSymbolicLink(directory.resolve("way"), directory).resolve("campaign.journal"));

        assertThatThrownBy(() -> second.open().block(SOON))
                .isInstanceOf(DialJournalException.class)
                .hasMessageContaining("another campaign has it open");
        assertThatThrownBy(() -> first.open().block(SOON))
                .isInstanceOf(DialJournalException.class)
                .hasMessageContaining("is open already");
        dial(first, "a", 1, null);
        first.close().block(SOON);
        second.open().block(SOON);
        opened.add(second);
        assertThat(claim(second, "a").attempts()).hasSize(1);
    }

    @Test
    void whatIsNotOpenIsRefused() {
        DialJournal journal = open();
        journal.close().block(SOON);
        journal.close().block(SOON);

        assertThatThrownBy(() -> journal.intend("a", intent(1)).block(SOON))
                .isInstanceOf(DialJournalException.class)
                .hasMessageContaining("is not open");
        assertThatThrownBy(() -> journal.claim("a").block(SOON)).isInstanceOf(DialJournalException.class);
        journal.open().block(SOON);
        dial(journal, "a", 1, null);
    }

    @Test
    void whoNoLongerWaitsForItsOpeningHasNotOpenedIt() {
        FileDialJournal journal = new FileDialJournal(file, disk, NEVER);
        CountDownLatch isForced = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        disk.beforeForce = () -> {
            isForced.countDown();
            await(mayEnd);
        };
        var opening = journal.open().subscribe();
        await(isForced);
        opening.dispose();
        mayEnd.countDown();

        DialJournal next = new FileDialJournal(file, disk, NEVER);
        next.open().retryWhen(Retry.fixedDelay(1_000, Duration.ofMillis(5))).block(SOON);
        opened.add(next);
    }

    @Test
    void anotherVersionOrFileIsRefusedAndNothingIsChanged() throws IOException {
        for (String content :
                List.of("{\"format\":\"texml-dial-journal\",\"version\":2}\nwhatever\n", "name,number\n")) {
            Files.writeString(file, content);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

            assertThatThrownBy(this::open)
                    .isInstanceOf(DialJournalException.class)
                    .hasMessageContaining(
                            content.startsWith("{") ? "of another version than 1" : "no texml-dial-journal");
            assertThat(Files.readString(file)).isEqualTo(content);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r--r--");
            assertThat(directory).isDirectoryNotContaining("glob:**.lock");
        }
    }

    @Test
    void aSymbolicLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.createFile(directory.resolve("elsewhere"));
        Files.createSymbolicLink(file, elsewhere);

        assertThatThrownBy(this::open).hasMessageContaining("a symbolic link is there");
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void theSameAgainChangesNothing() throws IOException {
        DialJournal journal = open();
        journal.intend("a", intent(1)).block(SOON);
        journal.ended("a", attempt(1, CallResult.Outcome.BUSY), null, NOW).block(SOON);
        journal.finish("b", ContactOutcome.REFUSED).block(SOON);
        ContactHistory before = claim(journal, "a");
        long size = Files.size(file);
        journal.ended("a", attempt(1, CallResult.Outcome.FAILED), ContactOutcome.FAILED, null)
                .block(SOON);
        journal.finish("b", ContactOutcome.STOPPED).block(SOON);

        assertThat(claim(journal, "a")).isEqualTo(before);
        assertThat(claim(journal, "b").outcome()).isEqualTo(ContactOutcome.REFUSED);
        assertThat(Files.size(file)).isEqualTo(size);
        journal.intend("a", intent(2)).block(SOON);
        journal.intend("a", intent(2)).block(SOON);
        assertThat(claim(journal, "a").underWay()).isEqualTo(intent(2));
    }

    @Test
    @DisplayName("an attempt that has ended, and a contact that is done with, cannot be dialled again")
    void endedAttemptIsNotIntended() {
        DialJournal journal = open();
        dial(journal, "a", 1, null);
        dial(journal, "b", 1, ContactOutcome.BUSY);

        assertThatThrownBy(() -> journal.intend("a", intent(1)).block(SOON))
                .isInstanceOf(DialJournalException.class)
                .hasMessageContaining("it has ended already");
        assertThatThrownBy(() -> journal.intend("b", intent(2)).block(SOON))
                .isInstanceOf(DialJournalException.class)
                .hasMessageContaining("the contact is done with");
        journal.intend("a", intent(2)).block(SOON);
    }

    @Test
    void aKeyThatWouldNotBeFoundAgainIsRefusedAlone() {
        DialJournal journal = open();
        for (String key : List.of("", "\ud83d", "x".repeat(70_000))) {
            assertThatThrownBy(() -> journal.intend(key, intent(1)).block(SOON))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("key");
        }
        assertThatThrownBy(() -> journal.claim("").block(SOON)).isInstanceOf(IllegalArgumentException.class);
        dial(journal, "a", 1, null);
    }

    @Test
    @DisplayName("a full disk fails this intent and every later one, loses nothing that was safe, and frees the lock")
    void diskGetsFull() throws IOException {
        int kept = 0;
        for (int room = 0; room < 2_000; room += 7) {
            Files.deleteIfExists(file);
            DialJournal journal = open();
            disk.room = room;
            int safe = 0;
            DialJournalException failure = null;
            for (int i = 0; failure == null; i++) {
                try {
                    journal.intend("key-" + i, intent(1)).block(SOON);
                    safe++;
                } catch (DialJournalException full) {
                    failure = full;
                }
            }
            assertThat(failure)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("nothing more is dialled");
            assertThat(failure.getMessage()).contains(file.toString()).doesNotContain("key-");
            disk.room = Long.MAX_VALUE;
            assertThatThrownBy(() -> journal.intend("later", intent(1)).block(SOON))
                    .isInstanceOf(DialJournalException.class)
                    .hasMessageContaining("No space left on device");
            assertThatThrownBy(() -> journal.claim("key-0").block(SOON)).isInstanceOf(DialJournalException.class);
            assertThat(Files.readString(file)).endsWith("\n").doesNotContain("later");
            journal.close().block(SOON);

            DialJournal next = open();
            for (int i = 0; i <= safe; i++) {
                assertThat(claim(next, "key-" + i).underWay()).isEqualTo(i < safe ? intent(1) : null);
            }
            next.close().block(SOON);
            kept += safe;
        }
        assertThat(kept).isGreaterThan(100);
    }

    @Test
    void aDiskThatCannotEvenCutTheTailStillGivesItBack() {
        DialJournal journal = open();
        dial(journal, "a", 1, null);
        disk.room = 100;
        disk.isTruncateBroken = true;
        assertThatThrownBy(() -> journal.intend("a", intent(2)).block(SOON)).isInstanceOf(DialJournalException.class);
        journal.close().block(SOON);
        disk.room = Long.MAX_VALUE;
        disk.isTruncateBroken = false;

        DialJournal next = open();
        assertThat(claim(next, "a").attempts()).hasSize(1);
        assertThat(claim(next, "a").underWay()).isNull();
    }

    @Test
    @DisplayName("what was written and not waited for to the end is taken back, and told as failed")
    void waitForTheDiskFails() {
        DialJournal journal = open();
        dial(journal, "a", 1, null);
        disk.isForceBroken = true;
        assertThatThrownBy(() -> journal.intend("a", intent(2)).block(SOON))
                .isInstanceOf(DialJournalException.class)
                .hasMessageContaining("Input/output error");
        disk.isForceBroken = false;
        assertThatThrownBy(() -> journal.intend("a", intent(2)).block(SOON)).isInstanceOf(DialJournalException.class);
        journal.close().block(SOON);

        assertThat(claim(open(), "a").underWay()).isNull();
    }

    @Test
    void aDiskThatTakesLittleAtATimeGetsAll() {
        disk.mostAtOnce = 7;
        DialJournal journal = open(1_000);
        for (int i = 0; i < 20; i++) {
            journal.intend("key-" + i, longIntent(1)).block(SOON);
            journal.ended("key-" + i, attempt(1, CallResult.Outcome.BUSY), null, NOW)
                    .block(SOON);
        }
        journal.close().block(SOON);

        DialJournal next = open();
        assertThat(claim(next, "key-19").attempts()).hasSize(1);
        assertThat(disk.renames).isPositive();
    }

    @Test
    @DisplayName("intents that have ended are thrown out, and nothing else changes")
    void compaction() throws IOException {
        DialJournal journal = open(3_000);
        int contacts = 30;
        for (int number = 1; number <= 4; number++) {
            for (int i = 0; i < contacts; i++) {
                // A long sender, so that intents are most of the file.
                journal.intend("key-" + i, longIntent(number)).block(SOON);
                journal.ended("key-" + i, attempt(number, CallResult.Outcome.BUSY), null, NOW)
                        .block(SOON);
            }
        }
        journal.intend("key-0", longIntent(5)).block(SOON);
        journal.finish("key-1", ContactOutcome.REFUSED).block(SOON);

        assertThat(disk.renames).isBetween(2, 20);
        assertThat(Files.size(file)).isLessThan(120L * 260 * 2 + 10_000);
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
        for (int opening = 0; opening < 2; opening++) {
            DialJournal known = journal;
            for (int i = 0; i < contacts; i++) {
                ContactHistory history = claim(known, "key-" + i);
                assertThat(history.attempts()).hasSize(4).last().isEqualTo(attempt(4, CallResult.Outcome.BUSY));
                assertThat(history.underWay()).isEqualTo(i == 0 ? longIntent(5) : null);
                assertThat(history.isFinished()).isEqualTo(i == 1);
            }
            assertThatThrownBy(() -> DialJournal.file(file).open().block(SOON))
                    .hasMessageContaining("another campaign");
            if (opening == 0) {
                journal.close().block(SOON);
                journal = open();
            }
        }
    }

    private static DialIntent longIntent(int attempt) {
        return new DialIntent(attempt, "r".repeat(400), "+1", "+2", NOW);
    }

    @Test
    @DisplayName("a file is safe before it takes the name of another, and its name before anything is added")
    void everyStepIsSafeBeforeTheNext() {
        DialJournal journal = open(1);
        journal.intend("a", longIntent(1)).block(SOON);
        journal.ended("a", attempt(1, CallResult.Outcome.BUSY), null, NOW).block(SOON);
        journal.intend("a", intent(2)).block(SOON);

        assertThat(disk.steps)
                .containsExactly(
                        "truncate",
                        "write",
                        "force",
                        "syncDirectory", // made
                        "write",
                        "force", // the intent
                        "write",
                        "force", // its end
                        "replace",
                        "write",
                        "write",
                        "force",
                        "rename",
                        "syncDirectory", // written anew
                        "write",
                        "force");
    }

    @Test
    @DisplayName("whoever dies at any step of a compaction leaves the old file or the new one, whole")
    void deathInCompaction() throws IOException {
        int renamed = 0;
        int steps = 0;
        for (int step = 1; step < 200; step++) {
            Files.deleteIfExists(file);
            disk.diesAt = Integer.MAX_VALUE;
            disk.renames = 0;
            DialJournal journal = open(2_000);
            disk.diesAt = 30 + step;
            int safe = 0;
            try {
                for (int i = 0; i < 10; i++) {
                    journal.intend("key-" + i, longIntent(1)).block(SOON);
                    journal.ended("key-" + i, attempt(1, CallResult.Outcome.BUSY), null, NOW)
                            .block(SOON);
                    safe = i + 1;
                }
            } catch (DialJournalException died) {
                steps = step;
            }
            boolean died = disk.diesAt <= 0;
            journal.close().block(SOON);
            disk.diesAt = Integer.MAX_VALUE;
            renamed += disk.renames;

            DialJournal next = open();
            for (int i = 0; i < safe; i++) {
                assertThat(claim(next, "key-" + i).attempts())
                        .as("step %s, key %s", step, i)
                        .hasSize(1);
            }
            next.close().block(SOON);
            if (!died) {
                break;
            }
        }
        assertThat(steps).isBetween(5, 100);
        assertThat(renamed).isPositive();
    }

    @Test
    @DisplayName("a compaction that fails is left for later, and dialling goes on")
    void compactionFails() throws IOException {
        disk.isRenameBroken = true;
        DialJournal journal = open(2_000);
        for (int i = 0; i < 20; i++) {
            journal.intend("key-" + i, longIntent(1)).block(SOON);
            journal.ended("key-" + i, attempt(1, CallResult.Outcome.BUSY), null, NOW)
                    .block(SOON);
        }
        assertThat(disk.renames).isBetween(1, 4);
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
        disk.isRenameBroken = false;
        journal.close().block(SOON);

        long before = Files.size(file);
        DialJournal next = open(2_000);
        assertThat(claim(next, "key-19").attempts()).hasSize(1);
        assertThat(Files.size(file)).isLessThan(before / 2);
    }

    @Test
    @DisplayName("where names cannot be made durable the file only grows")
    void namesAreNotDurable() {
        disk.isDirectoryBroken = true;
        DialJournal journal = open(1);
        for (int i = 0; i < 5; i++) {
            journal.intend("key-" + i, longIntent(1)).block(SOON);
            journal.ended("key-" + i, attempt(1, CallResult.Outcome.BUSY), null, NOW)
                    .block(SOON);
        }

        assertThat(disk.renames).isZero();
    }

    @Test
    @DisplayName("when nobody can say which file a crash would leave, nothing more is dialled")
    void directoryBreaksAfterTheNewName() {
        DialJournal journal = open(1);
        disk.isDirectoryBroken = true;
        journal.intend("a", longIntent(1)).block(SOON);
        journal.ended("a", attempt(1, CallResult.Outcome.BUSY), null, NOW).block(SOON);

        assertThatThrownBy(() -> journal.intend("a", intent(2)).block(SOON))
                .isInstanceOf(DialJournalException.class)
                .hasMessageContaining("the directory is broken");
        disk.isDirectoryBroken = false;
        journal.close().block(SOON);
        assertThat(claim(open(), "a").attempts()).hasSize(1);
    }

    @Test
    @DisplayName("knows the same as a journal in memory, through openings, compactions and full disks")
    void knowsTheSame() {
        Random random = new Random(81);
        for (int round = 0; round < 20; round++) {
            file = directory.resolve("round-" + round);
            Map<String, ContactHistory> model = new HashMap<>();
            DialJournal journal = open(500 + random.nextInt(3_000));
            for (int step = 0; step < 150; step++) {
                String key = "key-" + random.nextInt(8);
                ContactHistory known = model.getOrDefault(key, ContactHistory.NEW);
                assertThat(claim(journal, key))
                        .as("round %s, step %s", round, step)
                        .isEqualTo(known);
                int number = known.attempts().size() + 1;
                int kind = random.nextInt(20);
                if (kind == 0) {
                    journal.close().block(SOON);
                    journal = open(500 + random.nextInt(3_000));
                } else if (kind == 1) {
                    disk.room = random.nextInt(300);
                    DialJournal full = journal;
                    DialIntent lost = longIntent(1);
                    assertThatThrownBy(() -> full.intend("lost", lost).block(SOON))
                            .isInstanceOf(DialJournalException.class);
                    full.close().block(SOON);
                    disk.room = Long.MAX_VALUE;
                    journal = open(500 + random.nextInt(3_000));
                } else if (known.isFinished()) {
                    journal.finish(key, ContactOutcome.STOPPED).block(SOON);
                } else if (known.underWay() == null && kind < 18) {
                    DialIntent intent = random.nextBoolean() ? intent(number) : longIntent(number);
                    journal.intend(key, intent).block(SOON);
                    model.put(key, known.intended(intent));
                } else if (known.underWay() != null) {
                    ContactOutcome outcome = random.nextInt(10) == 0 ? ContactOutcome.COMPLETED : null;
                    Attempt attempt = attempt(number, CallResult.Outcome.NO_ANSWER);
                    journal.ended(key, attempt, outcome, outcome == null ? NOW : null)
                            .block(SOON);
                    model.put(key, known.ended(attempt, outcome, outcome == null ? NOW : null));
                } else {
                    journal.finish(key, ContactOutcome.REFUSED).block(SOON);
                    model.put(key, known.finished(ContactOutcome.REFUSED));
                }
            }
            journal.close().block(SOON);
        }
        assertThat(disk.renames).isGreaterThan(20);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
