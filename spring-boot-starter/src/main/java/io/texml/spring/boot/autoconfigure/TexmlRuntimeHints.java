package io.texml.spring.boot.autoconfigure;

import io.texml.ResponseRecord;
import io.texml.aicalls.AiCallOperations;
import io.texml.applications.ApplicationOperations;
import io.texml.calls.CallOperations;
import io.texml.calls.ConnectionCallOperations;
import io.texml.conferences.ConferenceOperations;
import io.texml.operation.Operation;
import io.texml.queues.QueueOperations;
import io.texml.reactor.TexmlClient;
import io.texml.recordings.RecordingOperations;
import io.texml.secrets.SecretOperations;
import io.texml.transcriptions.TranscriptionOperations;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/** What is reflective: answers are records that are made by their components, and a resource tells the version. */
final class TexmlRuntimeHints implements RuntimeHintsRegistrar {

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        BindingReflectionHintsRegistrar records = new BindingReflectionHintsRegistrar();
        operations()
                .map(operation -> operation.responseType().type())
                .filter(ResponseRecord.class::isAssignableFrom)
                .distinct()
                .forEach(type -> {
                    hints.reflection().registerType(type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
                    records.registerReflectionHints(hints.reflection(), type);
                });
        hints.resources()
                .registerPattern(
                        TypeReference.of(TexmlClient.class).getPackageName().replace('.', '/') + "/version.txt");
    }

    static Stream<Operation<?>> operations() {
        return Stream.of(
                        AiCallOperations.all(),
                        ApplicationOperations.all(),
                        CallOperations.all(),
                        ConferenceOperations.all(),
                        ConnectionCallOperations.all(),
                        QueueOperations.all(),
                        RecordingOperations.all(),
                        SecretOperations.all(),
                        TranscriptionOperations.all())
                .flatMap(List::stream);
    }
}
