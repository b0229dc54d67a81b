package io.texml.benchmarks.parts;

import io.texml.benchmarks.contender.CallRecordPage;
import io.texml.benchmarks.server.Answers;
import io.texml.benchmarks.server.Scenario;
import io.texml.calls.Call;
import io.texml.calls.CallOperations;
import io.texml.internal.json.ResponseDecoder;
import io.texml.operation.Page;
import io.texml.operation.ResponseType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
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

/** Decoding of the page of 1000 calls that the server sends: by the client, by plain databind, and the tokens alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodeBenchmark {

    private final byte[] calls = Answers.pageBody(Scenario.list(1000, 1000), 0);
    private final ResponseType<Page<Call>> callPage = CallOperations.LIST.responseType();
    private final ResponseType<Page<ByteBuffer>> rawPage = callPage.withRawItems();
    private final JsonFactory factory = new JsonFactory();
    private final ObjectReader databind = JsonMapper.shared()
            .readerFor(CallRecordPage.class)
            .without(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Benchmark
    public @Nullable Page<Call> calls() {
        return ResponseDecoder.decode(callPage, new ByteArrayInputStream(calls), "/");
    }

    @Benchmark
    public @Nullable Page<ByteBuffer> callsRaw() {
        return ResponseDecoder.decode(rawPage, new ByteArrayInputStream(calls), "/");
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
