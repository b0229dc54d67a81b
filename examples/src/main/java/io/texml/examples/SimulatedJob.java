package io.texml.examples;

import io.texml.calls.Call;
import io.texml.calls.CallStatus;
import io.texml.reactor.TexmlClient;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.script.CallScript;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/** The whole main job against a simulator in this process, on a free port, whose clock runs 60 times as fast. */
final class SimulatedJob {

    private static final String APPLICATION = "1293384261075731499";
    private static final String OWN_NUMBER = "+13125550100";
    private static final int SPEED = 60;
    private static final Duration PAUSE_BETWEEN_LOOKS = Duration.ofMillis(100);

    private SimulatedJob() {}

    /** Places calls, one of which is hung up, and then reads an account that held as many calls as are exported. */
    static void run(int calls, long export, Path file, PrintWriter out) {
        try (TexmlSimulator simulator =
                TexmlSimulator.builder().speed(SPEED).calls(export).start()) {
            run(simulator, calls, export, file, out);
        }
    }

    static void run(TexmlSimulator simulator, int calls, long export, Path file, PrintWriter out) {
        out.printf("Simulator at %s, a minute passes there in a second%n", simulator.baseUrl());
        try (TexmlClient client = TexmlClient.builder()
                .baseUrl(simulator.baseUrl())
                .apiKey(simulator.apiKey())
                .accountSid(simulator.accountSid())
                .build()) {
            dial(simulator, client, calls, out);
            new Reading(client, () -> simulator.journal().count("calls.list"), simulator.clock(), out)
                    .run(export, file);
        }
    }

    private static void dial(TexmlSimulator simulator, TexmlClient client, int calls, PrintWriter out) {
        List<String> numbers = IntStream.range(0, calls)
                .mapToObj(i -> "+1646555%04d".formatted(1000 + i))
                .toList();
        String talker = numbers.get(0);
        simulator.callScript(talker, CallScript.answered().withTalks(Duration.ofHours(1)));
        for (int i = 10; i < calls; i += 10) {
            simulator.callScript(numbers.get(i), i % 20 == 0 ? CallScript.busy() : CallScript.noAnswer());
        }

        out.println("The client dials at most 150 times in 5 s: Telnyx's limit for an account");
        out.flush();
        long start = System.nanoTime();
        Dialling dialling = new Dialling(client, APPLICATION, OWN_NUMBER, PAUSE_BETWEEN_LOOKS, simulator.clock());
        List<Call> ended;
        try (JobProgress progress = JobProgress.on(out, "Dial", calls)) {
            ended = Objects.requireNonNull(
                    Flux.merge(dialling.callAndHangUp(talker), dialling.callAll(numbers.subList(1, calls)))
                            .index()
                            .doOnNext(numbered -> progress.show(numbered.getT1() + 1))
                            .map(numbered -> numbered.getT2())
                            .collectList()
                            .block());
        }
        double seconds = (System.nanoTime() - start) / 1e9;

        Map<String, Long> outcomes = ended.stream()
                .collect(Collectors.groupingBy(
                        call -> String.valueOf(call.status()), TreeMap::new, Collectors.counting()));
        out.printf(
                "Dial     %s placed and followed to their end in %.1f s: %s%n",
                Programs.counted(ended.size(), "call"), seconds, outcomes);
        Call hungUp = ended.stream()
                .filter(call -> talker.equals(call.to()))
                .findFirst()
                .orElseThrow();
        out.printf(
                "Hang up  one callee would have talked for an hour; the call is %s after %s s%n",
                CallStatus.COMPLETED.equals(hungUp.status()) ? "over" : hungUp.status(),
                hungUp.duration() == null ? "?" : hungUp.duration().toSeconds());
        out.flush();
    }
}
