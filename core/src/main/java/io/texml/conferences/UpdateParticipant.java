package io.texml.conferences;

import io.texml.CallbackMethod;
import io.texml.operation.RequestChecks;
import io.texml.operation.TexmlRequest;
import java.net.URI;

/**
 * Changes a participant of a conference: mutes it, puts it on hold, lets it coach, or plays something to it. Every
 * parameter is optional, but at least one must be there.
 *
 * <p>Setting a state may be repeated without harm. Playing something may not: after an ambiguous failure a request with
 * {@link Builder#announceUrl}, {@link Builder#holdUrl} or {@link Builder#waitUrl} fails with {@code outcomeUnknown()}
 * instead of being sent again.
 */
public final class UpdateParticipant extends TexmlRequest<Participant> {

    private UpdateParticipant(Builder builder) {
        super(ConferenceOperations.PARTICIPANTS_UPDATE, builder);
    }

    /** Begins an empty update. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of an update. */
    public static final class Builder extends TexmlRequest.Builder<Builder> {

        private Builder() {}

        private Builder(UpdateParticipant request) {
            super(request);
        }

        /** {@code Muted}: whether the conference does not hear it. */
        public Builder muted(boolean muted) {
            return set("Muted", muted);
        }

        /** {@code Hold}: whether it is on hold: it neither hears the conference nor is heard. */
        public Builder hold(boolean hold) {
            return set("Hold", hold);
        }

        /**
         * {@code HoldUrl}: an absolute {@code http} or {@code https} URL of what it hears while it is on hold. Has a
         * use only with {@code Hold}.
         */
        public Builder holdUrl(URI holdUrl) {
            return set("HoldUrl", holdUrl);
        }

        /** {@code HoldMethod}: how {@code HoldUrl} is fetched. */
        public Builder holdMethod(CallbackMethod holdMethod) {
            return set("HoldMethod", holdMethod);
        }

        /**
         * {@code AnnounceUrl}: an absolute {@code http} or {@code https} URL of an announcement that it alone hears.
         */
        public Builder announceUrl(URI announceUrl) {
            return set("AnnounceUrl", announceUrl);
        }

        /** {@code AnnounceMethod}: how {@code AnnounceUrl} is fetched. Default: {@link CallbackMethod#POST POST}. */
        public Builder announceMethod(CallbackMethod announceMethod) {
            return set("AnnounceMethod", announceMethod);
        }

        /**
         * {@code WaitUrl}: an absolute {@code http} or {@code https} URL of what it hears until the conference begins.
         */
        public Builder waitUrl(URI waitUrl) {
            return set("WaitUrl", waitUrl);
        }

        /** {@code BeepOnExit}: whether a beep tells that it leaves. */
        public Builder beepOnExit(boolean beepOnExit) {
            return set("BeepOnExit", beepOnExit);
        }

        /** {@code EndConferenceOnExit}: whether the conference ends when it leaves. */
        public Builder endConferenceOnExit(boolean endConferenceOnExit) {
            return set("EndConferenceOnExit", endConferenceOnExit);
        }

        /**
         * {@code Coaching}: whether it whispers to one other participant and is heard by nobody else. When true, it
         * needs {@code CallSidToCoach}.
         */
        public Builder coaching(boolean coaching) {
            return set("Coaching", coaching);
        }

        /** {@code CallSidToCoach}: the call of the participant to whisper to. Has a use only with {@code Coaching}. */
        public Builder callSidToCoach(String callSidToCoach) {
            return set("CallSidToCoach", callSidToCoach);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public UpdateParticipant build() {
            return new UpdateParticipant(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            checks.notEmpty()
                    .trueNeeds("Coaching", "CallSidToCoach")
                    .sid("CallSidToCoach")
                    .httpUrl("HoldUrl", "AnnounceUrl", "WaitUrl");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
