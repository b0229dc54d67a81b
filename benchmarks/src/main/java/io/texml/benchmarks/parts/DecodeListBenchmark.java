package io.texml.benchmarks.parts;

import io.texml.applications.ApplicationOperations;
import io.texml.calls.CallOperations;
import io.texml.conferences.ConferenceOperations;
import io.texml.internal.json.ResponseDecoder;
import io.texml.operation.Operation;
import io.texml.operation.ResponseType;
import io.texml.queues.QueueOperations;
import io.texml.recordings.RecordingOperations;
import io.texml.transcriptions.TranscriptionOperations;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Decoding of one page of 1000 items, for each type that lists have. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodeListBenchmark {

    static final List<Operation<?>> LISTS = List.of(
            CallOperations.LIST,
            ConferenceOperations.LIST,
            ConferenceOperations.PARTICIPANTS_LIST,
            ConferenceOperations.RECORDINGS_LIST,
            QueueOperations.LIST,
            RecordingOperations.LIST,
            TranscriptionOperations.LIST,
            ApplicationOperations.LIST);

    @Param({
        "calls.list",
        "conferences.list",
        "conferences.participants.list",
        "conferences.recordings.list",
        "queues.list",
        "recordings.list",
        "transcriptions.list",
        "applications.list"
    })
    public String operation = "";

    private ResponseType<?> type = ResponseType.empty();
    private byte[] body = {};

    @Setup
    public void render() {
        type = LISTS.stream()
                .filter(candidate -> candidate.id().equals(operation))
                .findFirst()
                .map(Operation::responseType)
                .orElseThrow();
        body = ListPages.render(type, 1_000);
    }

    @Benchmark
    public @Nullable Object page() {
        return ResponseDecoder.decode(type, new ByteArrayInputStream(body), "/");
    }
}
