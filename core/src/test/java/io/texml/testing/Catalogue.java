package io.texml.testing;

import io.texml.aicalls.AiCallOperations;
import io.texml.applications.ApplicationOperations;
import io.texml.calls.CallOperations;
import io.texml.calls.ConnectionCallOperations;
import io.texml.conferences.ConferenceOperations;
import io.texml.operation.Operation;
import io.texml.queues.QueueOperations;
import io.texml.recordings.RecordingOperations;
import io.texml.secrets.SecretOperations;
import io.texml.transcriptions.TranscriptionOperations;
import java.util.List;
import java.util.stream.Stream;

/** Every operation of every resource, for tests that walk all of them. */
public final class Catalogue {

    private static final List<Operation<?>> OPERATIONS = Stream.<List<Operation<?>>>of(
                    CallOperations.all(),
                    ConferenceOperations.all(),
                    QueueOperations.all(),
                    RecordingOperations.all(),
                    TranscriptionOperations.all(),
                    SecretOperations.all(),
                    ApplicationOperations.all(),
                    AiCallOperations.all(),
                    ConnectionCallOperations.all())
            .<Operation<?>>flatMap(List::stream)
            .toList();

    private Catalogue() {}

    /** In the order of the contract. */
    public static List<Operation<?>> operations() {
        return OPERATIONS;
    }
}
