package io.texml.simulator.internal.state;

import io.texml.simulator.internal.seed.Seed;
import java.util.List;

/** What people say in transcriptions. */
public final class Sentences {

    private static final List<String> SENTENCES = List.of(
            "Thanks for calling, please leave a message.",
            "Hello, I would like to move my appointment to Tuesday.",
            "Your parcel is waiting at the front desk.",
            "Could somebody call me back about the invoice?",
            "The meeting starts at nine, see you there.");

    private Sentences() {}

    /** A sentence for an index. */
    public static String some(Seed seed, long index) {
        return SENTENCES.get(seed.below(SENTENCES.size(), "sentence", index));
    }
}
