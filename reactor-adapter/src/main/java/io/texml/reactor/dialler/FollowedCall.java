package io.texml.reactor.dialler;

import io.texml.ClientClosedException;
import io.texml.RecordingEvent;
import io.texml.callbacks.CallProgress;
import io.texml.callbacks.Callback;
import io.texml.callbacks.HangupCause;
import io.texml.callbacks.MachineDetectionResult;
import io.texml.callbacks.RecordingProgress;
import io.texml.calls.AnsweredBy;
import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import io.texml.calls.CreateCall;
import io.texml.reactor.CallOutcome;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.reactor.internal.time.SerialExecutor;
import io.texml.reactor.internal.time.Timer;
import io.texml.reactor.spi.LiveCalls;
import io.texml.reactor.spi.LiveCalls.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * One call from its dial to its end. Everything runs in the dialler's {@link SerialExecutor}, so nothing is locked.
 *
 * <p>What is known of the dial ({@link Dial}): {@code PREPARED} until it is about to be written, and {@code UNDER_WAY} until the
 * client tells its outcome; then {@code TAKEN} when the platform took it, or {@code UNKNOWN} when its answer was lost. One that
 * is only watched is {@code TAKEN} at first; one that another process made becomes {@code UNKNOWN} in the place of being written.
 *
 * <p>Which call it is ({@code sid}): null, until the dial's answer, a callback of its reference with its two parties, or the
 * one candidate of a look-up names it; then for good.
 *
 * <p>How far it is ({@link Progress}): upward only, by callbacks and look-ups, in whatever order they come.
 *
 * <p>How it ends: {@code isEnded} when its end is known, it was not made, or its longest possible life is over; then, and only
 * then, its permit is released. {@code isTold} when its follower got the result or went away: with the end or, as unknown,
 * before it. When both hold, nothing of it is left.
 */
final class FollowedCall {

    private static final Duration AFTER_HANG_UP = Duration.ofSeconds(5);
    /** So long after another process said that it would write a dial the platform may have taken it. */
    private static final Duration LONGEST_WRITING = Duration.ofMinutes(1);

    private final DiallerCore core;
    private final @Nullable CreateCall asked;
    private final @Nullable Parties parties;
    private final @Nullable Permit permit;
    private final CallTimes times;
    private final CallListener listener;
    private final boolean isRecorded;
    private final boolean isMachineDetected;
    private final Consumer<CallResult> instrumented;
    private Instant begunAt;
    private long begunNanos;
    private final Disposable.Swap listening = Disposables.swap();
    private final Disposable.Swap alarm = Disposables.swap();

    private Dial dial = Dial.PREPARED;
    private Progress progress = Progress.NONE;
    private @Nullable String sid;
    /** As it is sent, and let go of then: it is large, and a call lives long. */
    private @Nullable CreateCall request;

    private LiveCalls.@Nullable Dial announced;
    private final @Nullable String reference;
    private final Set<String> otherSids;
    private long leastOverNanos;
    private boolean isMadeEarlier;

    private boolean isEnded;
    private boolean isTold;
    private boolean isInstrumented;
    private boolean isWanted = true;
    private boolean isDialTold;
    private boolean isHeardOf;
    private boolean isInLookUp;
    private boolean isOverdue;
    private boolean isGivenUp;
    private boolean isNowhere;
    private boolean isFoundCounted;
    private boolean isCountedUnbound;
    private @Nullable Disposable sending;
    private int lookUps;
    private int hangUps;
    private long settledNanos;
    private long heardNanos;
    private long lookedUpNanos;
    private @Nullable Instant settledAt;

    private @Nullable Instant answeredAt;
    private @Nullable Instant endedAt;
    private @Nullable Duration duration;
    private Outcome outcome = Outcome.UNKNOWN;
    private @Nullable HangupCause hangupCause;
    private @Nullable AnsweredBy answeredBy;
    private @Nullable RuntimeException failure;
    private boolean isEndLookedUp;
    private boolean isRecordingOver;
    private List<RecordingProgress> recordings = List.of();

    /** What is known of the dial. */
    private enum Dial {
        PREPARED,
        UNDER_WAY,
        TAKEN,
        UNKNOWN
    }

    /** How far the call is. */
    private enum Progress {
        NONE,
        INITIATED,
        RINGING,
        ANSWERED
    }

    private FollowedCall(
            DiallerCore core,
            @Nullable CreateCall asked,
            @Nullable CreateCall request,
            LiveCalls.@Nullable Dial announced,
            Set<String> otherSids,
            @Nullable Permit permit,
            CallTimes times,
            CallListener listener) {
        this.core = core;
        this.asked = asked;
        this.request = request;
        this.announced = announced;
        this.reference = announced == null ? null : announced.reference();
        this.otherSids = otherSids;
        this.parties = request == null ? null : Parties.of(request);
        this.permit = permit;
        this.times = times;
        this.listener = listener;
        this.isCountedUnbound = request != null;
        this.isRecorded = isToldHere("RecordingStatusCallback");
        this.isMachineDetected = isToldHere("AsyncAmdStatusCallback");
        this.instrumented = request == null ? result -> {} : core.instrumented();
        this.begunAt = core.now();
        this.begunNanos = core.timer().nanos();
    }

    /** Whether the dialler asked for these callbacks itself. */
    private boolean isToldHere(String callback) {
        return asked != null
                && request != null
                && request.parameters().containsKey(callback)
                && !asked.parameters().containsKey(callback);
    }

    /**
     * A call that is about to be dialled.
     *
     * @param asked as the caller gave it
     * @param request as it is sent, with the dialler's own callback URLs
     * @param announced what its permit and its last word are told of it
     * @param otherSids calls that it is not
     */
    static FollowedCall dialled(
            DiallerCore core,
            CreateCall asked,
            CreateCall request,
            LiveCalls.Dial announced,
            Set<String> otherSids,
            Permit permit,
            CallTimes times,
            CallListener listener) {
        return new FollowedCall(core, asked, request, announced, otherSids, permit, times, listener);
    }

    /** A call that exists already. */
    static FollowedCall watched(DiallerCore core, String sid, CallTimes times, CallListener listener) {
        FollowedCall call = new FollowedCall(core, null, null, null, Set.of(), null, times, listener);
        call.dial = Dial.TAKEN;
        call.isDialTold = true;
        call.sid = sid;
        return call;
    }

    /** Asks how the call stands. */
    void lookNow() {
        isInLookUp = true;
        core.lookUps().add(this);
    }

    /** As it is sent; only before its outcome is known. */
    CreateCall request() {
        return Objects.requireNonNull(request);
    }

    /** What its permit and its last word are told of it; only before it is written. */
    LiveCalls.Dial announced() {
        return Objects.requireNonNull(announced);
    }

    /** It is about to be written. */
    void written() {
        dial = Dial.UNDER_WAY;
        begunAt = core.now();
        begunNanos = core.timer().nanos();
        announce();
    }

    private void announce() {
        LiveCalls.Dial told = announced();
        Permit held = Objects.requireNonNull(permit);
        announced = null;
        core.tellPermit(() -> held.dialling(told));
    }

    /** It was not written, for certain. */
    void notWritten(Throwable why) {
        if (dial == Dial.PREPARED) {
            failed(
                    why instanceof RuntimeException typed
                            ? typed
                            : new IllegalStateException("the dial was not sent", why),
                    false);
        }
    }

    /** Another process wrote it, or was about to. */
    void madeEarlier(PlannedDial.Earlier earlier) {
        long now = core.timer().nanos();
        Instant wallNow = core.now();
        begunAt = earlier.at();
        begunNanos = now - Timer.countable(Duration.between(begunAt, wallNow)).toNanos();
        isMadeEarlier = true;
        // However long ago it was, it is looked for.
        leastOverNanos = now
                + core.settings()
                        .lookUpWithin()
                        .plus(core.settings().slack())
                        .plus(AFTER_HANG_UP)
                        .toNanos();
        announce();
        settled(Dial.UNKNOWN, new IllegalStateException("the process that dialled this ended before it knew the end"));
        Instant latest = begunAt.plus(LONGEST_WRITING);
        settledAt = latest.isBefore(wallNow) ? latest : wallNow;
        setAlarm();
    }

    /** Whether this sid is certainly that of another call. */
    boolean isAnother(@Nullable String foundSid) {
        return foundSid != null
                && (otherSids.contains(foundSid) || core.isOfAnother(foundSid, Objects.requireNonNull(reference)));
    }

    /** As the caller gave it. */
    CreateCall asked() {
        return Objects.requireNonNull(asked);
    }

    @Nullable
    Parties parties() {
        return parties;
    }

    @Nullable
    String sid() {
        return sid;
    }

    @Nullable
    Permit permit() {
        return permit;
    }

    /** True once: it is known which call it is, or that nobody will know. */
    boolean stopsBeingUnbound() {
        boolean was = isCountedUnbound;
        isCountedUnbound = false;
        return was;
    }

    private void overdue(boolean is) {
        if (isOverdue != is) {
            isOverdue = is;
            core.overdue(is ? 1 : -1);
        }
    }

    Instant begunAt() {
        return begunAt;
    }

    /** When the client told what became of the dial. */
    Instant settledAt() {
        return settledAt == null ? core.now() : settledAt;
    }

    /** Whether it is over, or nobody wants to know. */
    boolean isEnded() {
        return isEnded;
    }

    /** Whether its dial's answer was lost, and no call was found that could be this one. */
    boolean wasNotFound() {
        return dial == Dial.UNKNOWN && sid == null && isNowhere;
    }

    /** From when on no call of this dial can live. */
    long overNanos() {
        long over = begunNanos + times.untilOver().toNanos();
        return isMadeEarlier && leastOverNanos - over > 0 ? leastOverNanos : over;
    }

    void listening(Disposable subscription) {
        listening.update(subscription);
    }

    void sending(Disposable cancellable) {
        sending = cancellable;
    }

    /** The client told what became of the dial. */
    void answered(CallOutcome answer) {
        if (answer.failure() == null) {
            settled(Dial.TAKEN, null);
            Object named = answer.call() == null
                    ? null
                    : answer.call().additionalProperties().get("call_sid");
            if (sid == null && named instanceof String text && !isEnded) {
                bind(text);
            }
            tellDialled();
            setAlarm();
        } else {
            failed(answer.failure(), answer.outcomeUnknown());
        }
    }

    /** The client could not tell what became of the dial, as it was closed. */
    void lost(Throwable thrown) {
        failed(
                thrown instanceof RuntimeException typed
                        ? typed
                        : new IllegalStateException("the dial was lost", thrown),
                true);
    }

    private void failed(RuntimeException thrown, boolean mayHaveBeenSent) {
        if (dial != Dial.UNDER_WAY && dial != Dial.PREPARED) {
            return;
        }
        if (sid != null) {
            // The platform told of the call before: it was taken, whatever the answer says.
            settled(Dial.TAKEN, null);
        } else {
            settled(Dial.UNKNOWN, thrown);
            if (!mayHaveBeenSent) {
                end(Outcome.NOT_DIALLED);
            }
        }
        setAlarm();
    }

    private void settled(Dial what, @Nullable RuntimeException thrown) {
        if (dial == Dial.UNDER_WAY || dial == Dial.PREPARED) {
            dial = what;
            failure = thrown;
            sending = null;
            request = null;
            settledAt = core.now();
            settledNanos = core.timer().nanos();
        }
    }

    /** A callback that carries this call's reference, or its sid. */
    void heard(Callback callback) {
        if (isEnded && isTold) {
            return;
        }
        String named = callback.callSid();
        if (named == null || !isOf(named, callback) || (sid == null && !bind(named))) {
            core.refusedCallback();
            return;
        }
        core.heardOfCalls();
        isHeardOf = true;
        heardNanos = core.timer().nanos();
        lookUps = 0;
        overdue(false);
        Instant at = Objects.requireNonNullElseGet(callback.timestamp(), core::now);
        if (callback instanceof CallProgress told && told.callStatus() != null) {
            progressed(told, told.callStatus(), at);
            if (asked != null) {
                core.forward(asked, told);
            }
        } else if (callback instanceof MachineDetectionResult detected) {
            answeredBy = detected.answeredBy();
            tell(LiveCallEvent.Type.ANSWERED_BY, at, callback);
        } else if (callback instanceof RecordingProgress recording) {
            recorded(recording);
            tell(LiveCallEvent.Type.RECORDING, at, callback);
        } else {
            tell(LiveCallEvent.Type.OTHER, at, callback);
        }
        if (isEnded && !isTold && !isWaitingForFacts()) {
            tellResult();
        } else {
            setAlarm();
        }
    }

    private boolean isOf(String named, Callback callback) {
        return sid == null ? parties != null && parties.areThoseOf(callback) : sid.equals(named);
    }

    private boolean bind(String named) {
        if (!core.claim(named, Objects.requireNonNull(reference))) {
            return false;
        }
        sid = named;
        Permit held = permit;
        if (held != null) {
            core.tellPermit(() -> held.bound(named));
        }
        core.bound(this);
        tellDialled();
        if (!isWanted) {
            hangUp();
        }
        return true;
    }

    private void progressed(CallProgress told, CallStatus status, Instant at) {
        if (status.hasEnded()) {
            if (!isEnded) {
                answeredAt = told.answeredTime() == null ? answeredAt : told.answeredTime();
                endedAt = told.endTime() == null ? at : told.endTime();
                duration = told.callDuration();
                hangupCause = told.hangupCause();
                end(outcomeOf(status));
            }
        } else if (status.is(CallStatus.IN_PROGRESS)) {
            Instant answered = told.answeredTime() == null ? at : told.answeredTime();
            answeredAt = answeredAt == null ? answered : answeredAt;
            reached(Progress.ANSWERED, LiveCallEvent.Type.ANSWERED, answered, told);
        } else if (status.is(CallStatus.RINGING)) {
            reached(Progress.RINGING, LiveCallEvent.Type.RINGING, at, told);
        } else if (status.is(CallStatus.INITIATED) || status.is(CallStatus.QUEUED)) {
            reached(Progress.INITIATED, LiveCallEvent.Type.INITIATED, at, told);
        } else {
            tell(LiveCallEvent.Type.OTHER, at, told);
        }
    }

    private void reached(Progress now, LiveCallEvent.Type type, Instant at, @Nullable Callback callback) {
        if (now.compareTo(progress) > 0 && !isEnded) {
            progress = now;
            tell(type, at, callback);
        }
    }

    private void recorded(RecordingProgress recording) {
        RecordingEvent event = recording.event();
        isRecordingOver |= event != null && (event.is(RecordingEvent.COMPLETED) || event.is(RecordingEvent.ABSENT));
        if (recording.event() != null && recording.event().is(RecordingEvent.COMPLETED)) {
            List<RecordingProgress> more = new ArrayList<>(recordings);
            more.add(recording);
            recordings = more;
        }
    }

    /** What a look-up by sid found. */
    void found(Call call) {
        lookUpIsOver();
        if (isEnded) {
            return;
        }
        CallStatus status = call.status();
        if (status != null && status.hasEnded()) {
            isEndLookedUp = true;
            foundByLookUp();
            endedAt = Objects.requireNonNullElseGet(call.endTime(), core::now);
            duration = call.duration();
            answeredBy = answeredBy == null ? call.answeredBy() : answeredBy;
            end(outcomeOf(status));
            return;
        }
        if (status != null && status.is(CallStatus.IN_PROGRESS)) {
            reached(Progress.ANSWERED, LiveCallEvent.Type.ANSWERED, core.now(), null);
        } else if (status != null && status.is(CallStatus.RINGING)) {
            reached(Progress.RINGING, LiveCallEvent.Type.RINGING, core.now(), null);
        }
        setAlarm();
    }

    /**
     * What a look-up without a sid found.
     *
     * @param candidates the calls that can be this one
     * @param mayBeAnother whether an earlier dial between the same two may be one of them
     */
    void found(List<Call> candidates, boolean mayBeAnother) {
        lookUpIsOver();
        if (isEnded || sid != null) {
            setAlarm();
            return;
        }
        Call only = candidates.size() == 1 && !mayBeAnother ? candidates.get(0) : null;
        if (only != null && only.sid() != null && bind(Objects.requireNonNull(only.sid()))) {
            foundByLookUp();
            found(only);
        } else if (!candidates.isEmpty()
                || core.timer().nanos() - firstLookUpNanos()
                        > core.settings().lookUpWithin().toNanos()) {
            becomeUnknown(candidates.isEmpty());
        } else {
            setAlarm();
        }
    }

    private void foundByLookUp() {
        if (!isFoundCounted) {
            isFoundCounted = true;
            core.foundByLookUp();
            if (!isHeardOf && asked != null && !isMadeEarlier) {
                core.heardNothing();
            }
        }
    }

    /** A look-up failed; a call that is not there fails too. */
    void notFound(Throwable thrown) {
        lookUpIsOver();
        if (thrown instanceof ClientClosedException closed && !isEnded) {
            // Nobody here will find out any more; whoever wrote the dial down can look for it later.
            failure = closed;
            end(Outcome.UNKNOWN);
        } else {
            setAlarm();
        }
    }

    private void lookUpIsOver() {
        isInLookUp = false;
        lookUps++;
        lookedUpNanos = core.timer().nanos();
    }

    private void becomeUnknown(boolean nowhere) {
        if (dial == Dial.TAKEN) {
            core.heardNothing();
        }
        isGivenUp = true;
        isNowhere = nowhere;
        core.unknown(this);
        tellResult();
        setAlarm();
    }

    /** Its follower went away. */
    void cancel(boolean hangsUp) {
        if (isTold) {
            return;
        }
        isTold = true;
        isWanted = !hangsUp;
        if (isEnded) {
            tellResult();
            return;
        }
        Disposable dialling = sending;
        if (dialling != null) {
            dialling.dispose();
        }
        if (hangsUp && sid != null) {
            hangUp();
        }
    }

    /** Nobody watches it any more. */
    void forget() {
        isTold = true;
        isEnded = true;
        overdue(false);
        release();
    }

    private void hangUp() {
        int attempt = ++hangUps;
        core.hangUp(Objects.requireNonNull(sid), isDone -> {
            if (isDone) {
                // Its end is told like every other, and may be lost like every other.
                core.after(AFTER_HANG_UP, () -> {
                    if (!isEnded && !isInLookUp) {
                        lookNow();
                    }
                });
            } else if (!isEnded && attempt == hangUps && attempt < 10) {
                core.after(Duration.ofSeconds(1L << Math.min(attempt, 5)), () -> {
                    if (!isEnded && attempt == hangUps) {
                        hangUp();
                    }
                });
            }
        });
    }

    private void end(Outcome how) {
        isEnded = true;
        overdue(false);
        outcome = how;
        core.ended(this);
        if (permit != null) {
            core.release(permit);
        }
        if (isTold || !isWaitingForFacts()) {
            tellResult();
        } else {
            alarm.update(core.after(core.settings().lateFacts(), this::tellResult));
        }
    }

    private boolean isWaitingForFacts() {
        return outcome == Outcome.COMPLETED
                && !core.settings().lateFacts().isZero()
                && ((isRecorded && !isRecordingOver) || (isMachineDetected && answeredBy == null));
    }

    private void tellDialled() {
        if (!isDialTold) {
            isDialTold = true;
            tell(LiveCallEvent.Type.DIALLED, begunAt, null);
        }
    }

    private void tell(LiveCallEvent.Type type, Instant at, @Nullable Callback callback) {
        if (!isTold) {
            LiveCallEvent event = new LiveCallEvent(type, at, sid, callback, null);
            // In a task of its own: what the follower throws must not keep this call from its alarm.
            core.serial().execute(() -> listener.happened(event));
        }
    }

    private void tellResult() {
        if (isEnded) {
            release();
        }
        if (!isInstrumented) {
            isInstrumented = true;
            CallResult result = result();
            instrumented.accept(result);
            if (!isTold) {
                isTold = true;
                Instant at = Objects.requireNonNullElseGet(endedAt, core::now);
                core.serial().execute(() -> listener.ended(result, at));
            }
        }
    }

    private CallResult result() {
        return new CallResult(
                asked,
                sid,
                outcome,
                hangupCause,
                outcome == Outcome.NOT_DIALLED || outcome == Outcome.UNKNOWN ? failure : null,
                answeredBy,
                outcome == Outcome.NOT_DIALLED ? null : begunAt,
                answeredAt,
                endedAt,
                duration,
                recordings,
                isEndLookedUp);
    }

    private void release() {
        alarm.dispose();
        listening.dispose();
    }

    /** One alarm at a time: for the next look-up, or for the end of the longest life. */
    private void setAlarm() {
        if (isEnded || isInLookUp || dial == Dial.UNDER_WAY || dial == Dial.PREPARED) {
            return;
        }
        long now = core.timer().nanos();
        long over = overNanos();
        long due = isGivenUp && sid == null ? over : Math.min(over, nextLookUpNanos());
        alarm.update(core.after(Duration.ofNanos(Math.max(0, due - now)), this::onAlarm));
    }

    private void onAlarm() {
        if (isEnded || isInLookUp) {
            return;
        }
        if (core.timer().nanos() - overNanos() >= 0) {
            end(Outcome.UNKNOWN);
            return;
        }
        overdue(true);
        isInLookUp = true;
        core.lookUps().add(this);
    }

    private long nextLookUpNanos() {
        Duration backOff = Duration.ofSeconds(1L << Math.min(lookUps, 6));
        if (!isWanted && lookUps > 0) {
            return lookedUpNanos + backOff.toNanos();
        }
        if (progress == Progress.ANSWERED) {
            Duration check = core.settings().checkAfter().multipliedBy(1L << Math.min(lookUps, 10));
            long last = Math.max(heardNanos, lookedUpNanos);
            long timeLimit =
                    begunNanos + times.untilOver().toNanos() - times.ringing().toNanos();
            long regular = last + check.toNanos();
            return lookUps == 0
                    ? Math.min(regular, timeLimit)
                    : Math.min(regular, Math.max(timeLimit, lookedUpNanos + backOff.toNanos()));
        }
        return lookUps == 0 ? firstLookUpNanos() : lookedUpNanos + backOff.toNanos();
    }

    private long firstLookUpNanos() {
        return dial == Dial.UNKNOWN && sid == null
                ? settledNanos + Duration.ofSeconds(1).toNanos()
                : begunNanos + times.untilNotRinging().toNanos();
    }

    private static Outcome outcomeOf(CallStatus status) {
        if (status.is(CallStatus.COMPLETED)) {
            return Outcome.COMPLETED;
        } else if (status.is(CallStatus.BUSY)) {
            return Outcome.BUSY;
        } else if (status.is(CallStatus.NO_ANSWER)) {
            return Outcome.NO_ANSWER;
        } else if (status.is(CallStatus.CANCELED)) {
            return Outcome.CANCELED;
        }
        return Outcome.FAILED;
    }
}
