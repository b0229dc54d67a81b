package io.texml.soak.work;

import io.texml.calls.CreateCall;
import io.texml.reactor.dialler.CallResult.Outcome;
import io.texml.soak.platform.Callees;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Who is dialled. Contacts that answer are dialled once, so that a phone that rings twice shows. */
final class Contacts {

    static final String APPLICATION = "1293384261075731499";
    static final String FROM = "+13125550100";

    private static final Callees[] OTHERS = {
        Callees.BUSY, Callees.BUSY, Callees.BUSY, Callees.CANNOT_BE_REACHED, Callees.DOES_NOT_ANSWER
    };

    private final AtomicInteger next = new AtomicInteger();

    /**
     * Somebody to dial.
     *
     * @param callee what will become of it
     */
    record Contact(String number, Callees callee) {

        /** A dial that is short however it ends, as an unknown call holds its permit for as long as it could live. */
        CreateCall.Builder request() {
            return CreateCall.builder()
                    .applicationSid(APPLICATION)
                    .from(FROM)
                    .to(number)
                    .timeout(Duration.ofSeconds(5))
                    .timeLimit(Duration.ofSeconds(30));
        }

        /** How such a call ends, if it is known how. */
        Outcome outcome() {
            return switch (callee) {
                case ANSWERS -> Outcome.COMPLETED;
                case BUSY -> Outcome.BUSY;
                case DOES_NOT_ANSWER -> Outcome.NO_ANSWER;
                case CANNOT_BE_REACHED -> Outcome.FAILED;
            };
        }

        @Override
        public String toString() {
            return "Contact[" + callee + "]";
        }
    }

    /** A number that was not dialled before, or, each sixth, one that does not answer. */
    Contact next() {
        int index = next.getAndIncrement();
        Callees callee = index % 6 == 5 ? OTHERS[index / 6 % OTHERS.length] : Callees.ANSWERS;
        return new Contact(callee.number(index), callee);
    }
}
