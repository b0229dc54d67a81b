package io.texml.reactor.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.reactor.dialler.CallResult;
import io.texml.reactor.dialler.FakePlatform;
import io.texml.reactor.dialler.FakePlatform.Life;
import io.texml.reactor.spi.LiveCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a campaign does about contacts that another process has, on a platform in virtual time. */
class CampaignElsewhereTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Attempt BUSY =
            new Attempt(1, CallResult.Outcome.BUSY, "v3:other", null, Instant.EPOCH, null, null);

    private final FakePlatform platform = new FakePlatform();
    private final LiveCalls permits = LiveCalls.inMemory(2);
    private final SharedJournal shared = new SharedJournal(platform.scheduler(), LEASE);
    private final SharedJournal.Worker other = shared.worker();
    private final List<ContactResult<Integer>> results = new ArrayList<>();
    private boolean isOver;

    private CampaignBuilder<Integer> campaign() {
        return Campaign.<Integer>builder(
                        platform.dialler(permits), (Function<Integer, String>) String::valueOf, CampaignTest::request)
                .journal(shared.worker());
    }

    private Campaign<Integer> run(CampaignBuilder<Integer> builder, int contacts) {
        Campaign<Integer> campaign = builder.build();
        campaign.run(Flux.range(0, contacts)).doOnTerminate(() -> isOver = true).subscribe(results::add);
        return campaign;
    }

    private ContactResult<Integer> result(int contact) {
        return results.stream()
                .filter(result -> result.contact() == contact)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatBecameOfAContactThatAnotherProcessHasIsToldWhenItIsDoneWithThere() {
        other.claim("1").block();
        run(campaign(), 3);
        platform.advance(Duration.ofMinutes(10));
        assertThat(results).extracting(ContactResult::contact).containsExactlyInAnyOrder(0, 2);
        assertThat(isOver).isFalse();

        other.ended("1", BUSY, ContactOutcome.BUSY, null).block();
        platform.advance(Elsewhere.PAUSE.plus(SECOND));

        assertThat(result(1).outcome()).isEqualTo(ContactOutcome.BUSY);
        assertThat(result(1).attempts()).containsExactly(BUSY);
        assertThat(result(1).isFromJournal()).isTrue();
        assertThat(isOver).isTrue();
        assertThat(platform.calls).hasSize(2);
    }

    @Test
    void aContactWhoseProcessDiedIsTakenOverAndGoesOn() {
        platform.nextLife = request -> Life.answered(SECOND);
        other.claim("0").block();
        other.claim("1").block();
        other.ended("1", BUSY, null, Instant.EPOCH).block();
        run(campaign(), 2);
        platform.advance(Duration.ofMinutes(10));
        assertThat(results).isEmpty();

        other.die();
        platform.advance(LEASE.plus(Elsewhere.PAUSE).plus(Duration.ofMinutes(1)));

        assertThat(isOver).isTrue();
        assertThat(results).extracting(ContactResult::outcome).containsOnly(ContactOutcome.COMPLETED);
        assertThat(result(0).attempts()).hasSize(1);
        assertThat(result(1).attempts()).hasSize(2).startsWith(BUSY);
    }

    @Test
    void whoIsStillElsewhereAtAStopIsToldSo() {
        other.claim("1").block();
        Campaign<Integer> campaign = run(campaign(), 3);
        platform.advance(Duration.ofMinutes(10));
        assertThat(campaign.load().waiting()).isOne();

        campaign.stop().subscribe();
        platform.advance(SECOND);

        assertThat(result(1).outcome()).isEqualTo(ContactOutcome.ELSEWHERE);
        assertThat(result(1).isFinished()).isFalse();
        assertThat(isOver).isTrue();
        assertThat(campaign.load().waiting()).isZero();
    }

    @Test
    void aCancelLeavesNothingBehind() {
        other.claim("0").block();
        campaign().build().run(Flux.just(0)).subscribe().dispose();
        platform.advance(Duration.ofMinutes(10));

        assertThat(shared.claims).isLessThanOrEqualTo(2);
    }

    @Test
    void aSourceThatIsSilentKeepsNobodyFromBeingTakenOver() {
        other.claim("0").block();
        Sinks.Many<Integer> source = Sinks.many().unicast().onBackpressureBuffer();
        campaign()
                .maxOpenContacts(1)
                .build()
                .run(source.asFlux())
                .doOnTerminate(() -> isOver = true)
                .subscribe(results::add);
        source.tryEmitNext(0);
        platform.advance(Duration.ofMinutes(10));
        assertThat(results).isEmpty();

        other.ended("0", BUSY, ContactOutcome.BUSY, null).block();
        platform.advance(Elsewhere.PAUSE.plus(SECOND));

        assertThat(result(0).outcome()).isEqualTo(ContactOutcome.BUSY);
        source.tryEmitNext(1);
        source.tryEmitComplete();
        platform.advance(Duration.ofHours(1));
        assertThat(result(1).isFinished()).isTrue();
        assertThat(isOver).isTrue();
    }

    /** One who was elsewhere is taken over while a silent source is asked, and it then gives another; one may be open. */
    private Campaign<Integer> oneTakenOverAndOneThatCame() {
        platform.nextLife = request -> Life.answered(Duration.ofHours(1));
        other.claim("0").block();
        Sinks.Many<Integer> source = Sinks.many().unicast().onBackpressureBuffer();
        Campaign<Integer> campaign = campaign().maxOpenContacts(1).build();
        campaign.run(source.asFlux()).doOnTerminate(() -> isOver = true).subscribe(results::add);
        source.tryEmitNext(0);
        other.die();
        platform.advance(LEASE.plus(Duration.ofMinutes(1)));
        assertThat(platform.calls).hasSize(1);
        source.tryEmitNext(1);
        source.tryEmitComplete();
        platform.advance(Duration.ofMinutes(1));
        assertThat(shared.isClaimed("1")).isFalse();
        return campaign;
    }

    @Test
    void whatASilentSourceGivesAtLastWaitsForItsTurn() {
        oneTakenOverAndOneThatCame();
        platform.advance(Duration.ofHours(3));

        assertThat(results).extracting(ContactResult::outcome).containsOnly(ContactOutcome.COMPLETED);
        assertThat(results).hasSize(2);
        assertThat(isOver).isTrue();
    }

    @Test
    void whatWaitsForItsTurnAtAStopIsToldSo() {
        Campaign<Integer> campaign = oneTakenOverAndOneThatCame();
        campaign.stop().subscribe();
        platform.advance(SECOND);
        assertThat(result(1).outcome()).isEqualTo(ContactOutcome.STOPPED);
        assertThat(result(1).isFinished()).isFalse();
        platform.advance(Duration.ofHours(3));

        assertThat(result(0).outcome()).isEqualTo(ContactOutcome.COMPLETED);
        assertThat(isOver).isTrue();
    }

    @Test
    void theJournalIsAskedSoManyTimesASecondHoweverManyAreElsewhere() {
        int contacts = 1_000;
        for (int contact = 0; contact < contacts; contact++) {
            other.claim(String.valueOf(contact)).block();
        }
        run(campaign(), contacts);
        platform.advance(Duration.ofMinutes(1));
        int before = shared.claims;
        platform.advance(Duration.ofMinutes(1));

        assertThat((shared.claims - before) / 60.0).isBetween(90.0, 101.0);
        other.die();
        platform.advance(LEASE.plus(Duration.ofHours(5)));
        assertThat(isOver).isTrue();
        assertThat(results).hasSize(contacts).allMatch(ContactResult::isFinished);
    }

    @Test
    void oneThatIsElsewhereIsLeftAloneForAWhile() {
        other.claim("0").block();
        run(campaign(), 1);
        platform.advance(SECOND);
        int before = shared.inVain;
        platform.advance(Duration.ofMinutes(10));

        assertThat(shared.inVain - before).isBetween(110, 120);
    }

    @Test
    void nobodyElsewhereTakesAPlaceOfThoseThatMayBeOpenHere() {
        for (int contact = 0; contact < 15; contact++) {
            other.claim(String.valueOf(contact)).block();
        }
        run(campaign().maxOpenContacts(2), 25);
        platform.advance(Duration.ofMinutes(10));

        assertThat(results).extracting(ContactResult::contact).hasSize(10).allMatch(contact -> contact >= 15);
    }

    @Test
    void noMoreAreWaitedForThanTenTimesThoseThatMayBeOpen() {
        for (int contact = 0; contact < 30; contact++) {
            other.claim(String.valueOf(contact)).block();
        }
        Campaign<Integer> campaign = run(campaign().maxOpenContacts(2), 40);
        platform.advance(Duration.ofMinutes(10));
        assertThat(campaign.load().taken()).isEqualTo(20);

        other.die();
        platform.advance(Duration.ofMinutes(30));

        assertThat(isOver).isTrue();
        assertThat(results).hasSize(40);
    }

    @Test
    void aContactThatIsNotDialledHereIsLeftToTheOthers() {
        run(campaign().mayDial(contact -> contact == 1 ? Mono.error(new IllegalStateException()) : Mono.just(true)), 3);
        platform.advance(Duration.ofSeconds(10));
        assertThat(result(1).outcome()).isEqualTo(ContactOutcome.NOT_DIALLED);
        assertThat(isOver).isFalse();

        assertThat(other.claim("1").block()).isEqualTo(ContactHistory.NEW);
    }

    @Test
    void twoThatWaitForEachOthersContactsBothEnd() {
        for (int refused = 0; refused < 2; refused++) {
            int mine = refused;
            campaign()
                    .mayDial(contact -> contact == mine
                            ? Mono.delay(SECOND, platform.scheduler()).then(Mono.error(new IllegalStateException()))
                            : Mono.just(true))
                    .build()
                    .run(Flux.just(mine, 1 - mine))
                    .subscribe(results::add);
        }
        platform.advance(Duration.ofMinutes(30));

        assertThat(results).hasSize(4);
        assertThat(results).filteredOn(ContactResult::isFinished).hasSize(2);
        assertThat(platform.calls).hasSize(2);
    }
}
