package io.texml.benchmarks.parts;

import io.texml.benchmarks.contender.CallRecordPage;
import io.texml.benchmarks.server.Answers;
import io.texml.benchmarks.server.Scenario;
import io.texml.calls.Call;
import io.texml.internal.json.ResponseDecoder;
import io.texml.operation.Operations;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import io.texml.recordings.Recording;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Decoding of one page of 1000 items, from a stream. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodeBenchmark {

    private static final String RECORDING =
            "{\"account_sid\":\"7f3c1a52-0b8e-4d6f-9a21-5e4d8c7b6a10\",\"call_sid\":\"v3:Zq7uT1kXc9LmB4sRwP2dYh6N\","
                    + "\"channels\":1,\"date_created\":\"2024-03-04T14:07:31Z\",\"date_updated\":\"2024-03-04T14:08:15Z\","
                    + "\"duration\":\"44\",\"sid\":\"a1b2c3d4-0b8e-4d6f-9a21-5e4d8c7b6a10\",\"source\":\"StartCallRecordingAPI\","
                    + "\"start_time\":\"2024-03-04T14:07:31Z\",\"status\":\"completed\"}";

    private final byte[] calls = Answers.pageBody(Scenario.list(1000, 1000), 0);
    private final byte[] recordings = ("{\"recordings\":[" + String.join(",", Collections.nCopies(1000, RECORDING))
                    + "]}")
            .getBytes(StandardCharsets.US_ASCII);
    private final ResponseType<Page<Call>> callPage = Operations.CALLS_LIST.responseType();
    private final ResponseType<Page<Recording>> recordingPage = Operations.RECORDINGS_LIST.responseType();
    private final JsonFactory factory = new JsonFactory();
    private final ObjectReader databind = JsonMapper.shared()
            .readerFor(CallRecordPage.class)
            .without(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Benchmark
    public @Nullable Page<Call> calls() {
        return ResponseDecoder.decode(callPage, new ByteArrayInputStream(calls), "/");
    }

    @Benchmark
    public @Nullable Page<Recording> recordings() {
        return ResponseDecoder.decode(recordingPage, new ByteArrayInputStream(recordings), "/");
    }

    @Benchmark
    public CallRecordPage callsByDatabind() {
        return databind.readValue(new ByteArrayInputStream(calls));
    }

    @Benchmark
    public int callsAsTokens() {
        int tokens = 0;
        InputStream body = new ByteArrayInputStream(calls);
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), body)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }
}
