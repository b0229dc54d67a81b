package io.texml.reactor.campaign;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where a campaign writes down what it is about to do and what came of it, so that another run, of this process or a later
 * one, goes on where it ended. What the campaign relies on, and what it gives in return:
 *
 * <ul>
 *   <li><b>Order.</b> {@link #open} comes first and {@link #close} last; then it may be opened again. For one key one method
 *       at a time is called, and the next after its end: {@link #claim}, then {@link #intend} and {@link #ended} in turns,
 *       or {@link #finish}, or {@link #release}. Methods of several keys are called at once.
 *   <li><b>Safe.</b> What completes was written so that it outlives the process. A dial is sent only after its intent was safe,
 *       a result is told only after its end was. For several at once one commit is enough.
 *   <li><b>Idempotent.</b> The same again, by attempt's number, changes nothing.
 *   <li><b>Failure.</b> Whatever fails stops the campaign's dialling: calls that live come to their ends, and the run fails
 *       with it. What failed may have been written, or not: an intent that was is looked for by the next run.
 *   <li><b>Lazy, no blocking.</b> Nothing is done before a {@code Mono} is subscribed to, and methods are called on event
 *       loops; what has to go to a disk or a store goes there without waiting. Signals may come on any thread. A cancelled
 *       {@link #intend} may be written, or not.
 *   <li><b>Several processes</b>, where a journal is made for them. A contact is one process's from its claim on, until it is
 *       done with, {@linkplain #release released}, or that process closed its journal or died. Whoever claims it then has what
 *       was written, an intent without an end included. What a process writes of a contact that is no longer its own fails.
 *   <li><b>Secret.</b> Intents hold phone numbers, and references that make callbacks credible.
 * </ul>
 *
 * <p>An intent without an end is a dial that was under way when its process died. Its call is looked for before its contact is
 * dialled again, and told as {@link ContactOutcome#UNKNOWN} when nobody can say what became of it.
 */
public interface DialJournal {

    /** Keeps nothing: a run begins anew. */
    static DialJournal none() {
        return NoJournal.INSTANCE;
    }

    /** Keeps everything in memory, for several runs in one process and for tests; grows with each contact. */
    static DialJournal inMemory() {
        return new InMemoryDialJournal();
    }

    /**
     * Keeps it in a file, so that a later process goes on where this one ended.
     *
     * @param file is made when it is not there; beside it a lock file stays, and while it is made smaller a copy
     * @see FileDialJournal
     */
    static DialJournal file(Path file) {
        return new FileDialJournal(file);
    }

    /** Opens it for a run. Fails when another process has it, or when what is there cannot be read by this version. */
    Mono<Void> open();

    /**
     * Takes a contact for this process, and tells what is known of it: {@link ContactHistory#NEW} of one that is not there.
     * Empty when another process has it: the campaign asks again, 5 seconds later at the earliest, and no more than 100 times
     * a second for all of those, until the contact is done with there or comes free. Taking again what this process has is
     * fine.
     */
    Mono<ContactHistory> claim(String key);

    /** Writes that a dial is about to be sent; completes when that is safe, and only then it is sent. */
    Mono<Void> intend(String key, DialIntent intent);

    /**
     * Writes how the attempt that was intended has ended, and what comes next; completes when that is safe.
     *
     * @param outcome what became of the contact, if it is done with; null if it is to be dialled again
     * @param nextAt when it is to be dialled again; null if it is done with
     */
    Mono<Void> ended(String key, Attempt attempt, @Nullable ContactOutcome outcome, @Nullable Instant nextAt);

    /** Writes that a contact is done with, without another attempt; completes when that is safe. */
    Mono<Void> finish(String key, ContactOutcome outcome);

    /**
     * Gives back a contact that is not done with, so that another process may claim it; called when this run does nothing more
     * about it. Does nothing where only one process at a time has the journal.
     */
    default Mono<Void> release(String key) {
        return Mono.empty();
    }

    /** Completes when everything that was given is safe, and another process may open it. */
    Mono<Void> close();
}
