package io.texml.aicalls;

import io.texml.CallbackMethod;
import io.texml.calls.OutboundCallRequest;
import io.texml.operation.RequestChecks;
import java.net.URI;
import java.util.Collection;
import java.util.Map;

/**
 * Dials and lets an AI assistant talk: makes a phone ring, at the cost of a call. Required are {@code AIAssistantId},
 * {@code From} and {@code To}. The assistant is the instruction: the API refuses {@code Url} and {@code Texml} here.
 *
 * <p>The request is never repeated after an ambiguous failure: it fails with {@code outcomeUnknown()} instead.
 */
public final class CreateAiCall extends OutboundCallRequest<AiCallCreated> {

    private CreateAiCall(Builder builder) {
        super(AiCallOperations.CREATE, builder);
    }

    /** Begins a request; {@code AIAssistantId}, {@code From} and {@code To} have to be set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with this request's parameters. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Sets the parameters of an assistant's call. */
    public static final class Builder extends OutboundCallRequest.Builder<Builder> {

        private Builder() {}

        private Builder(CreateAiCall request) {
            super(request);
        }

        /** {@code AIAssistantId}: the id of the assistant that talks. Required. */
        public Builder aiAssistantId(String aiAssistantId) {
            return set("AIAssistantId", aiAssistantId);
        }

        /** {@code AIAssistantVersion}: which version of the assistant talks. */
        public Builder aiAssistantVersion(String aiAssistantVersion) {
            return set("AIAssistantVersion", aiAssistantVersion);
        }

        /**
         * {@code AIAssistantDynamicVariables}: values for the variables in the assistant's instructions, by name. They
         * can be personal, so no {@code toString} shows them.
         */
        public Builder aiAssistantDynamicVariables(Map<String, String> aiAssistantDynamicVariables) {
            return set("AIAssistantDynamicVariables", aiAssistantDynamicVariables);
        }

        /**
         * {@code StatusCallbackEvent}: which of the call's states {@code StatusCallback} is told of. Default:
         * {@link AiCallEvent#COMPLETED completed} alone.
         */
        public Builder statusCallbackEvents(Collection<AiCallEvent> statusCallbackEvents) {
            return setJoined("StatusCallbackEvent", " ", statusCallbackEvents);
        }

        /**
         * {@code StatusCallbacks}: further absolute {@code http} or {@code https} URLs that are told of the call's
         * states.
         */
        public Builder statusCallbacks(Collection<URI> statusCallbacks) {
            return set("StatusCallbacks", statusCallbacks);
        }

        /**
         * {@code ConversationCallback}: an absolute {@code http} or {@code https} URL that is told what becomes of the
         * conversation.
         */
        public Builder conversationCallback(URI conversationCallback) {
            return set("ConversationCallback", conversationCallback);
        }

        /**
         * {@code ConversationCallbackMethod}: how {@code ConversationCallback} is called. Default:
         * {@link CallbackMethod#POST POST}.
         */
        public Builder conversationCallbackMethod(CallbackMethod conversationCallbackMethod) {
            return set("ConversationCallbackMethod", conversationCallbackMethod);
        }

        /**
         * {@code ConversationCallbacks}: further absolute {@code http} or {@code https} URLs that are told what becomes
         * of the conversation.
         */
        public Builder conversationCallbacks(Collection<URI> conversationCallbacks) {
            return set("ConversationCallbacks", conversationCallbacks);
        }

        /** {@code Passports}: identifiers of passports that go with the call, in one string. */
        public Builder passports(String passports) {
            return set("Passports", passports);
        }

        /**
         * The request.
         *
         * @throws io.texml.RequestValidationException naming everything that is missing or does not fit together
         */
        public CreateAiCall build() {
            return new CreateAiCall(this);
        }

        @Override
        protected void check(RequestChecks checks) {
            super.check(checks);
            checks.required("AIAssistantId")
                    .sid("AIAssistantId")
                    .httpUrl("StatusCallbacks", "ConversationCallback", "ConversationCallbacks");
        }

        @Override
        protected Builder self() {
            return this;
        }
    }
}
