package io.texml.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.texml.calls.AnsweredBy;
import io.texml.reactor.campaign.Attempt;
import io.texml.reactor.campaign.ContactHistory;
import io.texml.reactor.campaign.ContactOutcome;
import io.texml.reactor.campaign.DialIntent;
import io.texml.reactor.campaign.DialJournal;
import io.texml.reactor.campaign.DialJournalException;
import io.texml.reactor.dialler.CallResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class RedisDialJournalTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00.123456789Z");
    private static final String KEY = "texml:{main}:campaign:spring";

    private final List<TexmlRedis> connections = new ArrayList<>();
    private @Nullable RedisServer server;

    @AfterEach
    void stop() {
        connections.forEach(TexmlRedis::close);
        if (server != null) {
            server.close();
        }
    }

    private RedisServer server(String... options) {
        RedisServer known = server;
        if (known == null) {
            known = RedisServer.start(options);
            server = known;
        }
        return known;
    }

    private TexmlRedis connect() {
        TexmlRedis redis = TexmlRedis.connect(server().uri(), "main");
        connections.add(redis);
        return redis;
    }

    private RedisDialJournal journal(Duration lease) {
        return RedisDialJournal.builder(connect(), "spring").lease(lease).build();
    }

    private RedisDialJournal worker(Duration lease) {
        RedisDialJournal journal = journal(lease);
        journal.open().block(SOON);
        return journal;
    }

    private RedisDialJournal worker() {
        return worker(LONG);
    }

    /** As if nobody had been heard of for longer than a lease. */
    private void allLeasesLapse() {
        server().commands().zrange(KEY + ":workers", 0, -1).forEach(this::leaseLapses);
    }

    private void leaseLapses(String worker) {
        long second = Long.parseLong(server().commands().time().get(0));
        server().commands().zadd(KEY + ":workers", (second - 1) * 1e6, worker);
    }

    /** Has the lease of the worker lapse that has a contact. */
    private void leaseLapsesOfWhoHas(String contact) {
        leaseLapses(server().commands().hget(KEY + ":contacts", contact).split(" ", 2)[0]);
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

    private static @Nullable ContactHistory claim(DialJournal journal, String key) {
        return journal.claim(key).block(SOON);
    }

    private static void dial(DialJournal journal, String key, int number, @Nullable ContactOutcome outcome) {
        journal.intend(key, intent(number)).block(SOON);
        journal.ended(key, attempt(number, CallResult.Outcome.BUSY), outcome, outcome == null ? NOW : null)
                .block(SOON);
    }

    private static void assertRefused(Mono<?> step, String why) {
        assertThatThrownBy(() -> step.block(SOON))
                .isInstanceOf(DialJournalException.class)
                .hasMessageContaining(why)
                .message()
                .doesNotContain("+1312", "reference-", "ann");
    }

    // What is kept.

    @Test
    void whatWasWrittenIsKnownToTheNextWorker() {
        RedisDialJournal journal = worker();
        Attempt full = new Attempt(
                1,
                CallResult.Outcome.COMPLETED,
                "CA1",
                AnsweredBy.MACHINE_END_BEEP,
                NOW,
                NOW.plusSeconds(7),
                Duration.ofSeconds(7));
        Attempt bare = new Attempt(2, CallResult.Outcome.UNKNOWN, null, null, NOW, null, null);
        String odd = "\u00fc \"quoted\" - %s\n\ud83d\ude00";
        DialIntent oddIntent = new DialIntent(3, "a b&c=d\n-%", "sip:\u00fc@example.com;x=1", "+1 312", NOW);
        claim(journal, odd);
        journal.intend(odd, intent(1)).block(SOON);
        journal.ended(odd, full, null, NOW.plusSeconds(600)).block(SOON);
        assertThat(claim(journal, odd)).isEqualTo(new ContactHistory(List.of(full), null, null, NOW.plusSeconds(600)));
        journal.intend(odd, intent(2)).block(SOON);
        journal.ended(odd, bare, null, NOW).block(SOON);
        journal.intend(odd, oddIntent).block(SOON);
        claim(journal, "refused");
        journal.finish("refused", ContactOutcome.REFUSED).block(SOON);
        journal.close().block(SOON);

        RedisDialJournal next = worker();
        assertThat(claim(next, odd)).isEqualTo(new ContactHistory(List.of(full, bare), oddIntent, null, null));
        assertThat(claim(next, "refused")).isEqualTo(new ContactHistory(List.of(), null, ContactOutcome.REFUSED, null));
        assertThat(claim(next, "new")).isEqualTo(ContactHistory.NEW);
    }

    @Test
    void theSameAgainChangesNothing() {
        RedisDialJournal journal = worker();
        for (int i = 0; i < 2; i++) {
            assertThat(claim(journal, "ann")).isEqualTo(ContactHistory.NEW);
        }
        for (int i = 0; i < 2; i++) {
            journal.intend("ann", intent(1)).block(SOON);
        }
        for (int i = 0; i < 2; i++) {
            journal.ended("ann", attempt(1, CallResult.Outcome.BUSY), null, NOW).block(SOON);
        }
        // By the attempt's number, whatever else is said.
        journal.ended("ann", attempt(1, CallResult.Outcome.FAILED), ContactOutcome.FAILED, null)
                .block(SOON);
        assertThat(claim(journal, "ann").attempts()).containsExactly(attempt(1, CallResult.Outcome.BUSY));
        journal.intend("ann", intent(2)).block(SOON);
        for (int i = 0; i < 2; i++) {
            journal.ended("ann", attempt(2, CallResult.Outcome.BUSY), ContactOutcome.BUSY, null)
                    .block(SOON);
        }
        claim(journal, "bob");
        for (int i = 0; i < 2; i++) {
            journal.finish("bob", ContactOutcome.REFUSED).block(SOON);
        }

        assertThat(claim(journal, "ann").attempts()).hasSize(2);
        assertThat(claim(journal, "ann").outcome()).isEqualTo(ContactOutcome.BUSY);
        assertThat(claim(journal, "bob").outcome()).isEqualTo(ContactOutcome.REFUSED);
    }

    @Test
    void anAttemptIsIntendedOnce() {
        RedisDialJournal journal = worker();
        claim(journal, "ann");
        journal.intend("ann", intent(1)).block(SOON);
        DialIntent another = new DialIntent(1, "reference-x", "+13125550100", "+13125550101", NOW);

        assertRefused(journal.intend("ann", another), "must not be dialled");
        journal.ended("ann", attempt(1, CallResult.Outcome.BUSY), null, NOW).block(SOON);
        assertRefused(journal.intend("ann", intent(1)), "must not be dialled");
        assertRefused(journal.intend("bob", intent(1)), "another worker");
    }

    @Test
    void aContactThatIsDoneWithIsToldToEveryWorkerAndNeverDialled() {
        RedisDialJournal one = worker();
        RedisDialJournal two = worker();
        claim(one, "ann");
        dial(one, "ann", 1, ContactOutcome.BUSY);

        assertThat(claim(two, "ann").outcome()).isEqualTo(ContactOutcome.BUSY);
        assertThat(claim(two, "ann").attempts()).hasSize(1);
        assertThat(claim(one, "ann").isFinished()).isTrue();
        for (RedisDialJournal worker : List.of(one, two)) {
            assertRefused(worker.intend("ann", intent(2)), "");
            assertRefused(worker.finish("ann", ContactOutcome.REFUSED), "");
        }
        assertThat(claim(two, "ann").outcome()).isEqualTo(ContactOutcome.BUSY);
    }

    // Several workers.

    @Test
    void eachContactIsClaimedByOneOfAllWorkers() {
        List<RedisDialJournal> workers = List.of(worker(), worker(), worker(), worker());

        List<Integer> claimed = Flux.range(0, 4 * 500)
                .flatMap(i -> workers.get(i % 4).claim("key-" + i / 4).map(history -> i / 4), 200)
                .collectList()
                .block(SOON);

        assertThat(claimed).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void aContactIsItsWorkersUntilThatClosesOrGivesItBack() {
        RedisDialJournal one = worker();
        RedisDialJournal two = worker();
        claim(one, "ann");
        claim(one, "bob");
        one.intend("bob", intent(1)).block(SOON);
        assertThat(claim(two, "ann")).isNull();
        assertThat(claim(two, "bob")).isNull();
        assertThat(claim(one, "bob").underWay()).isEqualTo(intent(1));

        one.release("ann").block(SOON);
        assertThat(claim(two, "ann")).isEqualTo(ContactHistory.NEW);
        assertThat(claim(one, "ann")).isNull();
        one.release("ann").block(SOON);
        assertThat(claim(one, "ann")).as("it was not its own to give").isNull();
        one.close().block(SOON);

        assertThat(claim(two, "bob").underWay()).isEqualTo(intent(1));
    }

    @Test
    void aDeadWorkersContactsAreTakenOverWithWhatWasUnderWayOnceItsLeaseIsOver() {
        RedisDialJournal dying = worker(SHORT);
        claim(dying, "ann");
        dial(dying, "ann", 1, null);
        dying.intend("ann", intent(2)).block(SOON);
        connections.get(0).close();
        long begin = System.nanoTime();
        RedisDialJournal living = worker(SHORT);
        assertThat(claim(living, "ann")).isNull();

        ContactHistory history = living.claim("ann")
                .repeatWhenEmpty(Integer.MAX_VALUE, empty -> empty.delayElements(Duration.ofMillis(20)))
                .block(SOON);

        assertThat(history.underWay()).isEqualTo(intent(2));
        assertThat(history.attempts()).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(SHORT.dividedBy(2));
        assertThat(claim(living, "ann").underWay()).isEqualTo(intent(2));
    }

    @Test
    void aLivingWorkersLeaseDoesNotLapse() {
        RedisDialJournal idle = worker(SHORT);
        RedisDialJournal other = worker(SHORT);
        claim(idle, "ann");
        long end = System.nanoTime() + SHORT.multipliedBy(3).toNanos();

        while (System.nanoTime() < end) {
            assertThat(claim(other, "ann")).isNull();
        }
    }

    @Test
    void whatAWorkerWritesOfAContactThatItLostIsRefused() {
        RedisDialJournal stopped = worker();
        RedisDialJournal other = worker();
        claim(stopped, "ann");
        claim(stopped, "bob");
        claim(stopped, "cid");
        leaseLapsesOfWhoHas("ann");
        claim(other, "ann");
        claim(other, "bob");

        assertRefused(stopped.intend("ann", intent(1)), "another worker");
        assertRefused(
                stopped.ended("ann", attempt(1, CallResult.Outcome.BUSY), ContactOutcome.BUSY, null), "another worker");
        assertRefused(stopped.finish("bob", ContactOutcome.REFUSED), "another worker");
        stopped.release("bob").block(SOON);
        assertThat(claim(stopped, "bob")).isNull();
        assertThat(claim(other, "ann")).isEqualTo(ContactHistory.NEW);
        stopped.intend("cid", intent(1)).block(SOON);
        assertThat(claim(other, "cid")).as("nobody had taken it").isNull();
    }

    @Test
    void ofTwoWorkersThatWriteTheSameAttemptOneWins() {
        RedisDialJournal stopped = worker();
        RedisDialJournal other = worker();
        claim(stopped, "ann");
        stopped.intend("ann", intent(1)).block(SOON);
        leaseLapsesOfWhoHas("ann");
        assertThat(claim(other, "ann").underWay()).isEqualTo(intent(1));
        Attempt unknown = new Attempt(1, CallResult.Outcome.UNKNOWN, null, null, NOW, null, null);
        Attempt busy = attempt(1, CallResult.Outcome.BUSY);

        assertRefused(stopped.ended("ann", busy, ContactOutcome.BUSY, null), "another worker");
        other.ended("ann", unknown, ContactOutcome.UNKNOWN, null).block(SOON);
        assertRefused(stopped.ended("ann", busy, ContactOutcome.BUSY, null), "another worker");
        stopped.ended("ann", unknown, ContactOutcome.UNKNOWN, null).block(SOON);

        assertThat(claim(stopped, "ann").attempts()).containsExactly(unknown);
        assertThat(claim(stopped, "ann").outcome()).isEqualTo(ContactOutcome.UNKNOWN);
    }

    @Test
    void whenAllLeasesLapsedTogetherTheOthersGetTheTimeToSayThatTheyLive() {
        RedisDialJournal one = worker();
        RedisDialJournal two = worker();
        claim(one, "ann");
        claim(two, "bob");
        allLeasesLapse();

        assertThat(claim(one, "bob")).isNull();
        two.intend("bob", intent(1)).block(SOON);
        assertThat(claim(two, "ann")).isNull();
    }

    @Test
    void anIntentWhoseAnswerComesAfterTheLeaseIsNotToBeDialled() {
        RedisDialJournal journal = worker(SHORT);
        claim(journal, "ann");
        server().commands().clientPause(SHORT.plusMillis(300).toMillis());

        assertRefused(journal.intend("ann", intent(1)), "stopped for longer than its lease");
        assertThat(claim(journal, "ann").underWay()).isEqualTo(intent(1));
    }

    @Test
    void aClaimThatIsTriedAgainUntilItsWorkerHasClosedKeepsTheContactFromNobody() {
        RedisDialJournal cancelled = worker();
        RedisDialJournal other = worker();
        server().commands().configSet("maxmemory", "1");
        CompletableFuture<ContactHistory> claimed = cancelled.claim("ann").toFuture();

        cancelled.close().block(SOON);
        server().commands().configSet("maxmemory", "0");

        assertThat(claimed.join()).isNull();
        assertThat(claim(other, "ann")).isEqualTo(ContactHistory.NEW);
    }

    @Test
    void whatIsWrittenBehindTheClosingDoesNotBringTheWorkerBack() {
        RedisDialJournal cancelled = worker();
        RedisDialJournal other = worker();
        claim(cancelled, "ann");
        claim(cancelled, "bob");
        cancelled.intend("ann", intent(1)).block(SOON);
        server().commands().configSet("maxmemory", "1");
        CompletableFuture<Void> ended = cancelled
                .ended("ann", attempt(1, CallResult.Outcome.BUSY), null, NOW)
                .toFuture();

        cancelled.close().block(SOON);
        server().commands().configSet("maxmemory", "0");

        ended.join();
        assertThat(claim(other, "ann").attempts()).containsExactly(attempt(1, CallResult.Outcome.BUSY));
        assertThat(claim(other, "bob")).isEqualTo(ContactHistory.NEW);
    }

    @Test
    void aClockOfRedisThatWasSetBackDelaysNoTakeOver() {
        RedisDialJournal dying = worker(SHORT);
        claim(dying, "ann");
        connections.get(0).close();
        RedisDialJournal living = worker(SHORT);
        claim(living, "bob");
        // As if all so far had happened an hour later than it is now.
        server().commands()
                .eval(
                        "redis.call('HINCRBY', KEYS[1], 'now', ARGV[1])"
                                + " for _, worker in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do"
                                + " redis.call('ZINCRBY', KEYS[2], ARGV[1], worker) end return 1",
                        ScriptOutputType.INTEGER,
                        new String[] {KEY, KEY + ":workers"},
                        String.valueOf(TimeUnit.HOURS.toMicros(1)));

        ContactHistory history = living.claim("ann")
                .repeatWhenEmpty(Integer.MAX_VALUE, empty -> empty.delayElements(Duration.ofMillis(20)))
                .block(SOON);

        assertThat(history).isEqualTo(ContactHistory.NEW);
        assertThat(claim(worker(SHORT), "bob")).as("who lives keeps its own").isNull();
    }

    // When Redis is in trouble.

    @Test
    void aShortPauseOfRedisIsWaitedFor() {
        RedisDialJournal journal = worker();
        claim(journal, "ann");
        server().commands().clientPause(3_000);

        dial(journal, "ann", 1, null);

        assertThat(claim(journal, "ann").attempts()).hasSize(1);
    }

    @Test
    void aRestartOfARedisThatKeepsItsDataIsWaitedFor() {
        server(
                "--appendonly",
                "yes",
                // With everysec a write may wait for a sync, and is lost then.
                "--appendfsync",
                "always",
                "--appenddirname",
                "journal-" + UUID.randomUUID());
        RedisDialJournal journal = worker();
        RedisDialJournal other = worker();
        claim(journal, "ann");
        journal.intend("ann", intent(1)).block(SOON);
        server().kill();
        CompletableFuture<Void> ended = journal.ended("ann", attempt(1, CallResult.Outcome.BUSY), null, NOW)
                .toFuture();
        assertThat(ended).isNotDone();
        server().startAgain();

        ended.join();
        assertThat(claim(journal, "ann").attempts()).hasSize(1);
        assertThat(claim(other, "ann")).isNull();
    }

    @Test
    void aRedisThatStaysAwayFailsTheStepAfterHalfALease() {
        RedisDialJournal journal = worker(SHORT);
        claim(journal, "ann");
        server().kill();
        long begin = System.nanoTime();

        assertRefused(journal.intend("ann", intent(1)), "Redis does not keep the journal");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(SHORT.dividedBy(2));
        assertRefused(journal.close(), "Redis does not keep the journal");
    }

    @Test
    void aRedisThatLostItsDataIsNoNewBeginning() {
        RedisDialJournal journal = worker();
        claim(journal, "ann");
        dial(journal, "ann", 1, null);
        server().kill();
        server().startAgain();

        assertRefused(journal.intend("ann", intent(2)), "Redis has lost this campaign");
        assertRefused(journal.claim("bob"), "Redis has lost this campaign");
        assertRefused(journal.close(), "Redis has lost this campaign");
        assertRefused(journal.open(), "Redis has lost this campaign");
        assertRefused(
                RedisDialJournal.builder(connect(), "spring")
                        .mustExist()
                        .build()
                        .open(),
                "knows nothing of this campaign");
        RedisDialJournal fresh = worker();
        assertThat(claim(fresh, "ann")).isEqualTo(ContactHistory.NEW);
        assertRefused(journal.open(), "Redis has lost this campaign");
    }

    @Test
    void aRedisThatLostWhatWasWrittenLastIsRefused() {
        server("--dbfilename", "journal-" + UUID.randomUUID() + ".rdb");
        RedisDialJournal journal = worker();
        RedisDialJournal other = worker();
        claim(journal, "ann");
        server().commands().save();
        journal.intend("ann", intent(1)).block(SOON);
        server().kill();
        server().startAgain();

        assertRefused(
                journal.ended("ann", attempt(1, CallResult.Outcome.BUSY), null, NOW), "lost what was written last");
        allLeasesLapse();
        assertRefused(other.claim("ann"), "Redis has lost this campaign");
        assertRefused(other.intend("ann", intent(1)), "Redis has lost this campaign");
        assertRefused(journal.claim("bob"), "lost what was written last");
        assertRefused(journal.close(), "lost what was written last");
        assertRefused(journal.open(), "lost what was written last");
        RedisDialJournal next = worker();
        server().commands().hset(KEY, "settled", "1");
        claim(next, "bob");
        server().commands().hset(KEY, "settled", "1");
        assertThat(claim(next, "bob")).as("whoever begins anew").isEqualTo(ContactHistory.NEW);
    }

    @Test
    void behindARestartNobodyIsTakenBeforeTheOthersCouldSayWhatIsLost() {
        server("--dbfilename", "journal-" + UUID.randomUUID() + ".rdb");
        RedisDialJournal journal = worker();
        RedisDialJournal other = worker();
        server().commands().save();
        claim(journal, "ann");
        journal.intend("ann", intent(1)).block(SOON);
        connections.remove(0).close();
        server().kill();
        server().startAgain();

        assertThat(claim(other, "ann")).isNull();
        assertThat(server().commands().hexists(KEY + ":contacts", "ann")).isFalse();
        String settled = server().commands().hget(KEY, "settled");
        server().commands().hset(KEY, "settled", "1");
        assertThat(claim(other, "ann")).isEqualTo(ContactHistory.NEW);
        long second = Long.parseLong(server().commands().time().get(0));
        assertThat(Long.parseLong(settled) / 1_000_000 - second).isLessThanOrEqualTo(5);
    }

    @Test
    void flushedScriptsAreLoadedAgain() {
        RedisDialJournal journal = worker();
        claim(journal, "ann");
        server().commands().scriptFlush();

        dial(journal, "ann", 1, null);

        assertThat(claim(journal, "ann").attempts()).hasSize(1);
    }

    @Test
    void aFullRedisFailsTheStepAndGoesOnWhenThereIsRoom() {
        RedisDialJournal journal = worker(Duration.ofSeconds(20));
        claim(journal, "ann");
        server().commands().configSet("maxmemory", "1");
        CompletableFuture<Void> intended = journal.intend("ann", intent(1)).toFuture();
        RedisDialJournal impatient = journal(SHORT);
        assertRefused(impatient.open(), "Redis does not keep the journal");
        assertThat(intended).isNotDone();
        server().commands().configSet("maxmemory", "0");

        intended.join();
    }

    // Keys.

    @Test
    void keysExpireTogetherSomeTimeAfterTheLastSignOfLife() {
        RedisDialJournal journal = RedisDialJournal.builder(connect(), "spring")
                .lease(SHORT)
                .keep(Duration.ofMinutes(2))
                .build();
        journal.open().block(SOON);
        claim(journal, "ann");
        List<String> keys = List.of(KEY, KEY + ":workers", KEY + ":contacts");
        assertThat(server().commands().keys("*")).containsExactlyInAnyOrderElementsOf(keys);
        for (String key : keys) {
            assertThat(server().commands().pttl(key)).isBetween(100_000L, 120_000L);
            server().commands().pexpire(key, 50_000);
        }
        while (keys.stream().anyMatch(key -> server().commands().pttl(key) < 60_000)) {
            Thread.onSpinWait();
        }
        journal.close().block(SOON);

        assertThat(server().commands().pttl(KEY)).isGreaterThan(60_000);
        assertThat(server().commands().keys("*")).containsExactlyInAnyOrder(KEY, KEY + ":contacts");
    }

    @Test
    void theUserOfTheGuideMayDoAllThatTheJournalDoes() {
        server().commands()
                .aclSetuser(
                        "texml",
                        io.lettuce.core.AclSetuserArgs.Builder.on()
                                .addPassword("secret")
                                .keyPattern("texml:*")
                                .channelPattern("texml:*")
                                .addCategory(io.lettuce.core.AclCategory.SCRIPTING)
                                .addCategory(io.lettuce.core.AclCategory.HASH)
                                .addCategory(io.lettuce.core.AclCategory.SORTEDSET)
                                .addCategory(io.lettuce.core.AclCategory.STRING)
                                .addCategory(io.lettuce.core.AclCategory.PUBSUB)
                                .addCategory(io.lettuce.core.AclCategory.CONNECTION)
                                .addCommand(io.lettuce.core.protocol.CommandType.INFO)
                                .addCommand(io.lettuce.core.protocol.CommandType.TIME)
                                .addCommand(io.lettuce.core.protocol.CommandType.PEXPIRE)
                                .addCommand(io.lettuce.core.protocol.CommandType.PTTL)
                                .addCommand(io.lettuce.core.protocol.CommandType.EXISTS)
                                .addCommand(io.lettuce.core.protocol.CommandType.DEL));
        RedisURI uri = RedisURI.builder(server().uri())
                .withAuthentication("texml", "secret".toCharArray())
                .build();
        TexmlRedis redis = TexmlRedis.connect(uri, "main");
        connections.add(redis);
        RedisDialJournal journal = RedisDialJournal.of(redis, "spring");
        journal.open().block(SOON);
        claim(journal, "ann");
        dial(journal, "ann", 1, null);
        journal.release("ann").block(SOON);
        claim(journal, "bob");
        journal.finish("bob", ContactOutcome.REFUSED).block(SOON);
        journal.close().block(SOON);
    }

    @Test
    void aRecordOfAnotherVersionIsRefused() {
        RedisDialJournal journal = worker();
        server().commands().hset(KEY + ":contacts", "ann", "- 0 NEVER_HEARD_OF - -");
        server().commands().hset(KEY + ":contacts", "bob", "- 1 BUSY - -\nnothing");
        assertRefused(journal.claim("ann"), "another version");
        assertRefused(journal.claim("bob"), "another version");

        server().commands().hset(KEY, "format", "2");
        assertRefused(journal(LONG).open(), "another version");
    }

    // The rest of the contract.

    @Test
    void itIsOpenedBeforeItIsUsedAndOnceAtATime() {
        RedisDialJournal journal = journal(LONG);
        assertRefused(journal.claim("ann"), "not open");
        journal.close().block(SOON);
        journal.open().block(SOON);
        assertRefused(journal.open(), "open already");
        journal.close().block(SOON);
        assertRefused(journal.claim("ann"), "not open");
        journal.open().block(SOON);
        assertThat(claim(journal, "ann")).isEqualTo(ContactHistory.NEW);
    }

    @Test
    void anAnswerComesOnAThreadThatIsNotRedisses() {
        RedisDialJournal journal = worker();

        String thread = journal.claim("ann")
                .map(history -> Thread.currentThread().getName())
                .block(SOON);

        assertThat(thread).startsWith("parallel");
    }

    @Test
    void campaignsOfOtherNamesKnowNothingOfEachOther() {
        claim(worker(), "ann");
        RedisDialJournal other = RedisDialJournal.of(connect(), "autumn");
        other.open().block(SOON);

        assertThat(claim(other, "ann")).isEqualTo(ContactHistory.NEW);
        assertThat(other).hasToString("RedisDialJournal[autumn]");
    }

    @Test
    void whatItCannotBeGivenIsSaidAtOnce() {
        TexmlRedis redis = connect();
        assertThatThrownBy(() -> RedisDialJournal.of(redis, "a b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("campaign must be letters");
        assertThatThrownBy(() -> RedisDialJournal.builder(redis, "a").lease(Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lease must be");
        assertThatThrownBy(() -> RedisDialJournal.builder(redis, "a").keep(Duration.ofSeconds(59)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keep must be");
        assertThatThrownBy(() -> RedisDialJournal.builder(redis, "a")
                        .lease(Duration.ofMinutes(3))
                        .keep(Duration.ofMinutes(2))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keep must not be less than lease");
    }
}
