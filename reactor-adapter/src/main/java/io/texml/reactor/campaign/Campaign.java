package io.texml.reactor.campaign;

import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.Dialler;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * Dials many contacts, each until it was reached or its redials are used up, within calling hours, and goes on after a crash.
 * One campaign may serve a whole application; it is thread-safe, and is run as often as one likes, one run at a time.
 *
 * <pre>{@code
 * Campaign<Customer> campaign = Campaign.<Customer>builder(dialler, Customer::id, this::reminderFor)
 *         .redial(RedialPolicy.builder().redial(ContactOutcome.BUSY, 3, Duration.ofMinutes(10)).build())
 *         .callingHours(CallingHours.daily(LocalTime.of(9, 0), LocalTime.of(20, 0)), Customer::zone)
 *         .mayDial(customer -> consents.given(customer.id()))
 *         .build();
 * campaign.run(customers).subscribe(result -> ...);
 * }</pre>
 *
 * <p><b>Which contacts.</b> The next contact is taken from the source when a call may live and go out, and the subscriber has
 * asked for a result more; redials that are due and new contacts take turns. What waits is bounded by
 * {@link CampaignBuilder#maxOpenContacts}; of a contact that is done with, some 40 bytes are kept until the run ends, to see that
 * its key does not come again. One that does is told as {@link ContactOutcome#REPEATED REPEATED}, and not dialled.
 *
 * <p><b>After a crash.</b> With a {@link DialJournal} that outlives the process, run it again with the same contacts: what was done
 * with is told from the journal, dials that were under way are looked for, redials come when they are due, and the rest is
 * dialled. Per attempt there is at most one dial, and every contact ends, as {@link ContactOutcome#UNKNOWN UNKNOWN} at worst:
 * no more of them than dials were under way when processes died. Such a call holds its permit for as long as it could live, so
 * give requests the {@code TimeLimit} that they need.
 *
 * <p>Waits go by the scheduler of the dialler's client. Subscribers are called one after the other, on the threads of
 * callbacks, answers, timers and the journal; they must not block.
 *
 * @param <C> a contact
 */
public final class Campaign<C> {

    private final CampaignSettings<C> settings;
    private final AtomicReference<@Nullable CampaignRun<C>> running = new AtomicReference<>();
    private final AtomicBoolean isPaused = new AtomicBoolean();
    private volatile RunCounts counts = new RunCounts();

    Campaign(CampaignSettings<C> settings) {
        this.settings = settings;
    }

    /**
     * Begins a campaign.
     *
     * @param dialler dials, and says how many calls live at once
     * @param key tells one contact from another, also in a later run: the same text for the same contact, not empty
     * @param request what is dialled for a contact, called before each attempt; without {@code StatusCallback}, which is the
     *     dialler's. A contact for which it throws is not dialled in this run, as one without a key, and its result says so
     * @param <C> a contact
     */
    public static <C> CampaignBuilder<C> builder(
            Dialler dialler, Function<? super C, String> key, Function<? super C, CreateCall> request) {
        return new CampaignBuilder<>(dialler, key, request);
    }

    /**
     * Dials every contact of a source, and tells what became of each once it is done with, in the order in which they are. A
     * result is told when the journal has it safe. Lazy.
     *
     * <p>When the source fails, the journal does, or the dialler was stopped or its client closed, nothing more is dialled:
     * calls that live come to their ends and are told, whatever the journal says, contacts that wait are told as
     * {@link ContactOutcome#STOPPED STOPPED}, and then the stream fails. A cancel dials nothing more, and does to each call
     * what it does to {@link Dialler#dial}; to the journal it is as if the process had died.
     *
     * @param contacts of any number
     * @return fails at once with {@link IllegalStateException} while this campaign is being run
     */
    public Flux<ContactResult<C>> run(Publisher<? extends C> contacts) {
        Objects.requireNonNull(contacts, "contacts");
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super ContactResult<C>> actual) {
                begin(contacts, actual);
            }
        };
    }

    private void begin(Publisher<? extends C> contacts, CoreSubscriber<? super ContactResult<C>> actual) {
        RunCounts newCounts = new RunCounts();
        CampaignRun<C> run = new CampaignRun<>(
                settings, contacts, actual, newCounts, isPaused, over -> running.compareAndSet(over, null));
        if (!running.compareAndSet(null, run)) {
            Operators.error(
                    actual,
                    new IllegalStateException(
                            "this campaign is being run: wait for the run's end, or build another campaign"));
            return;
        }
        counts = newCounts;
        run.start();
    }

    /** Dials nothing until {@link #resume}, in this run and those to come; calls that live go on, and who waits keeps waiting. */
    public void pause() {
        isPaused.set(true);
        tellRun(CampaignRun::lookAgain);
    }

    /** Goes on after {@link #pause}. */
    public void resume() {
        isPaused.set(false);
        tellRun(CampaignRun::lookAgain);
    }

    /**
     * Dials nothing more in this run: calls that live go on and are told, contacts that were taken and wait are told as
     * {@link ContactOutcome#STOPPED STOPPED}, and then the run completes. Another run with the same journal goes on.
     *
     * @return completes when the run is over, at once when there is none; hot
     */
    public Mono<Void> stop() {
        CampaignRun<C> run = running.get();
        return run == null ? Mono.empty() : run.stop();
    }

    /** What it is doing at this moment, for gauges and progress. */
    public CampaignLoad load() {
        return counts.load(isPaused.get(), settings.journal().busy());
    }

    private void tellRun(Consumer<CampaignRun<C>> news) {
        CampaignRun<C> run = running.get();
        if (run != null) {
            news.accept(run);
        }
    }

    /** How many contacts were taken and are done with. */
    @Override
    public String toString() {
        CampaignLoad load = load();
        return "Campaign[taken=" + load.taken() + ", done=" + load.done() + ", live=" + load.live() + "]";
    }
}
