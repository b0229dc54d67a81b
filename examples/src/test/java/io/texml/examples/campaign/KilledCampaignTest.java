package io.texml.examples.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.texml.examples.program.TexmlProgram;
import io.texml.simulator.TexmlSimulator;
import io.texml.simulator.journal.RecordedRequest;
import io.texml.simulator.script.CallScript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process that is really killed; the simulator, which is in this one, is the judge. */
class KilledCampaignTest {

    /** Each costs the start of a JVM, so 50 are for -Dcampaign.kills=50. */
    private static final int KILLS = Integer.getInteger("campaign.kills", 5);

    private static final int CONTACTS = 40 * KILLS;
    private static final int LIVE = 20;
    private static final int REDIALS = 2;
    private static final Pattern INTENT =
            Pattern.compile("\"type\":\"intent\",\"key\":\"([^\"]+)\".*\"attempt\":(\\d+)");
    private static final Pattern ENDED = Pattern.compile("\"type\":\"ended\",\"key\":\"([^\"]+)\".*\"attempt\":(\\d+)");

    @TempDir
    private Path directory;

    /** The same for each process, as a platform goes on calling the address that it was given. */
    private int port;

    @Test
    void killedProcessesDialNoAttemptTwiceAndLeaveNoContactOut() throws Exception {
        port = freePort();
        CallScript quick =
                CallScript.answered().withRingsAfter(Duration.ofMillis(30)).withAnswersAfter(Duration.ofMillis(50));
        try (TexmlSimulator simulator = TexmlSimulator.builder()
                .realTime()
                .unboundedRetention()
                .callScript(quick.withTalks(Duration.ofMillis(300)))
                .start()) {
            for (int contact = 0; contact < CONTACTS; contact += 5) {
                simulator.callScript(
                        number(contact),
                        CallScript.busy()
                                .withRingsAfter(Duration.ofMillis(30))
                                .withAnswersAfter(Duration.ofMillis(50)));
            }
            Path contacts = Files.writeString(
                    directory.resolve("contacts.csv"),
                    IntStream.range(0, CONTACTS)
                            .mapToObj(contact -> "c" + contact + "," + number(contact))
                            .collect(Collectors.joining("\n", "key,to\n", "\n")));
            Path results = directory.resolve("results.csv");
            Path journal = directory.resolve("results.csv.journal");

            Random random = new Random(7);
            int dialsInAll = CONTACTS + CONTACTS / 5 * REDIALS;
            int inFlight = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                int dials = (int) ((kill + random.nextDouble()) * 0.9 * dialsInAll / KILLS);
                Process child = start(simulator, contacts, results);
                while (simulator.journal().count("calls.create") < dials) {
                    assertThat(child.isAlive()).as("%s", err()).isTrue();
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
                LockSupport.parkNanos(random.nextInt(20_000_000));
                child.destroyForcibly();
                assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
                inFlight += underWay(journal);
            }
            Process last = start(simulator, contacts, results);
            assertThat(last.waitFor(600, TimeUnit.SECONDS)).as("%s", err()).isTrue();
            assertThat(last.exitValue()).as("%s", err()).isIn(0, 3);

            judge(simulator, results, inFlight);
        }
    }

    private static void judge(TexmlSimulator simulator, Path results, int inFlight) throws IOException {
        Map<String, Integer> dials = new HashMap<>();
        for (RecordedRequest request : simulator.journal().requests("calls.create")) {
            if (request.acted()) {
                dials.merge(String.valueOf(request.parameters().get("To")), 1, Integer::sum);
            }
        }
        List<NamedCsvRecord> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(results)) {
            reader.forEach(rows::add);
        }
        assertThat(rows.stream().map(row -> row.getField("key")))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, CONTACTS)
                        .mapToObj(contact -> "c" + contact)
                        .toList());
        int unknown = 0;
        for (NamedCsvRecord row : rows) {
            int contact = Integer.parseInt(row.getField("key").substring(1));
            int attempts = Integer.parseInt(row.getField("attempts"));
            int made = dials.getOrDefault(number(contact), 0);
            String outcome = row.getField("outcome");
            assertThat(row.getField("finished")).as("%s", outcome).isEqualTo("true");
            if (outcome.equals("unknown")) {
                unknown++;
                assertThat(made).as("%s", contact).isBetween(attempts - 1, attempts);
            } else {
                assertThat(outcome).as("%s, %s dials", row, made).isEqualTo(contact % 5 == 0 ? "busy" : "completed");
                assertThat(attempts).isEqualTo(contact % 5 == 0 ? 1 + REDIALS : 1);
                assertThat(made).as("%s", contact).isEqualTo(attempts);
            }
        }
        assertThat(unknown).isLessThanOrEqualTo(inFlight);
        System.out.printf(
                Locale.ROOT,
                "%d kills, %d dials in flight at them, %d of %d unknown%n",
                KILLS,
                inFlight,
                unknown,
                CONTACTS);
    }

    /** How many dials were written down and had not ended; a torn end was never sent. */
    private static int underWay(Path journal) throws IOException {
        if (!Files.exists(journal)) {
            return 0;
        }
        Map<String, Integer> open = new HashMap<>();
        for (String line : Files.readAllLines(journal)) {
            var intent = INTENT.matcher(line);
            var ended = ENDED.matcher(line);
            if (intent.find()) {
                open.put(intent.group(1), 1);
            } else if (ended.find()) {
                open.remove(ended.group(1));
            }
        }
        return open.size();
    }

    private Process start(TexmlSimulator simulator, Path contacts, Path results) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                TexmlProgram.class.getName(),
                "campaign",
                contacts.toString(),
                "--from",
                "+13125550100",
                "--application",
                "1293384261075731499",
                "--live",
                Integer.toString(LIVE),
                "--redial",
                "busy=" + REDIALS + "x200ms",
                "--time-limit",
                "30s",
                "--ring",
                "5s",
                "--look-for",
                "3s",
                "--results",
                results.toString(),
                "--public-url",
                "http://127.0.0.1:" + port + "/callbacks",
                "--port",
                Integer.toString(port),
                "--public-key",
                simulator.publicKey(),
                "--base-url",
                simulator.baseUrl().toString(),
                "--account",
                simulator.accountSid()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("child.err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("TELNYX_"));
        builder.environment().put("TELNYX_API_KEY", simulator.apiKey());
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String err() {
        try {
            return Files.readString(directory.resolve("child.err"));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static String number(int contact) {
        return "+1646556%04d".formatted(contact);
    }
}
