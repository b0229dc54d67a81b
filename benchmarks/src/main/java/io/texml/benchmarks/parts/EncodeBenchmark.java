package io.texml.benchmarks.parts;

import io.texml.calls.CallOperations;
import io.texml.calls.CreateCall;
import io.texml.internal.wire.EncodedRequest;
import io.texml.internal.wire.RequestEncoder;
import io.texml.operation.TexmlRequest;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Building and encoding of a dialling request with many parameters, and of a path alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EncodeBenchmark {

    private static final String ACCOUNT = "7f3c1a52-0b8e-4d6f-9a21-5e4d8c7b6a10";

    private final CreateCall json = fullRequest();
    /** The same parameters for an operation whose body is a form. */
    private final TexmlRequest<?> form = sameAsForm(json);

    private final TexmlRequest<?> pathOnly =
            TexmlRequest.of(CallOperations.GET).withPathValue("call_sid", "v3:Zq7uT1kXc9LmB4sRwP2dYh6NfVe8 JgAo_3");

    @Benchmark
    public CreateCall build() {
        return fullRequest();
    }

    private static CreateCall fullRequest() {
        return CreateCall.builder()
                .applicationSid("1293384261075731499")
                .from("+13125550147")
                .to("+17735550199")
                .url(URI.create("https://app.example/instructions?campaign=7&step=one"))
                .fallbackUrl(URI.create("https://app.example/fallback"))
                .statusCallback(URI.create("https://app.example/status"))
                .timeLimit(Duration.ofHours(1))
                .record(true)
                .additionalParameter("CallerId", "Front Desk")
                .additionalParameter("CancelPlaybackOnDetectMessageEnd", true)
                .additionalParameter("DetectionMode", "Premium")
                .additionalParameter("MachineDetection", "Enable")
                .additionalParameter("PreferredCodecs", "PCMU,PCMA,G722,OPUS")
                .additionalParameter("RecordingChannels", "dual")
                .additionalParameter("RecordingStatusCallback", "https://app.example/recordings")
                .additionalParameter("StatusCallbackEvent", "initiated ringing answered completed")
                .additionalParameter("Trim", "trim-silence")
                .build();
    }

    @Benchmark
    public EncodedRequest json() {
        return RequestEncoder.encode("/v2", json, ACCOUNT);
    }

    @Benchmark
    public EncodedRequest form() {
        return RequestEncoder.encode("/v2", form, ACCOUNT);
    }

    @Benchmark
    public EncodedRequest path() {
        return RequestEncoder.encode("/v2", pathOnly, ACCOUNT);
    }

    private static TexmlRequest<?> sameAsForm(TexmlRequest<?> request) {
        TexmlRequest<?> form = TexmlRequest.of(CallOperations.UPDATE).withPathValue("call_sid", "v3:Zq7uT1kXc9LmB4sR");
        for (var parameter : request.parameters().entrySet()) {
            form = form.withParameter(parameter.getKey(), parameter.getValue());
        }
        return form;
    }
}
