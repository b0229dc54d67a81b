package io.texml.benchmarks.run;

import io.texml.benchmarks.server.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * W6: a list in pages of 1000 into a file, by whole programs from their start to their end: {@code texml export}, as its user
 * starts it, and what one would type instead.
 */
final class ExportWorkload {

    static final String WORKLOAD = "W6";

    /** A file for each, each time anew, and how many calls are in it. */
    enum Form {
        NDJSON("lines of JSON", 2_000_000, ".ndjson"),
        NDJSON_FEWER("lines of JSON, fewer", 400_000, ".ndjson"),
        GZIP("lines of JSON, gzip", 400_000, ".ndjson.gz"),
        CSV("csv", 400_000, ".csv");

        private final String title;
        private final int items;
        private final String ending;

        Form(String title, int items, String ending) {
            this.title = title;
            this.items = items;
            this.ending = ending;
        }

        String variant() {
            return String.format(Locale.ROOT, "%,d calls, %s", items, title);
        }

        int items() {
            return items;
        }
    }

    private static final int PAGE_SIZE = 1_000;

    private ExportWorkload() {}

    static void run(Launcher launcher, int port, Results results, Effort effort) {
        Path directory = launcher.emptyDirectory("exports");
        Programs programs = new Programs(launcher, port, directory);
        programs.makeClassArchive();
        for (Form form : Form.values()) {
            List<Contenders> contenders = contenders(form);
            for (int round = -1; round < Math.min(form == Form.NDJSON ? 3 : 5, effort.rounds()); round++) {
                for (int i = 0; i < contenders.size(); i++) {
                    Contenders contender = contenders.get(Math.floorMod(i + round, contenders.size()));
                    Map<String, String> metrics = programs.run(contender, form);
                    if (round >= 0 || metrics.containsKey("failed")) {
                        Results.Row row = new Results.Row(WORKLOAD, form.variant(), contender.name());
                        results.record(row, metrics);
                        if (!metrics.containsKey("failed")) {
                            results.add(row, "requests", form.items());
                        }
                    }
                }
            }
            System.out.println(WORKLOAD + ", " + form.variant());
            for (Contenders contender : contenders) {
                System.out.println("  " + contender.title() + ": "
                        + results.summary(new Results.Row(WORKLOAD, form.variant(), contender.name())));
            }
        }
    }

    private static List<Contenders> contenders(Form form) {
        return switch (form) {
            case NDJSON -> List.of(Contenders.TEXML, Contenders.CURL);
            case NDJSON_FEWER, CSV -> List.of(Contenders.TEXML, Contenders.CURL_AND_JQ);
            case GZIP -> List.of(Contenders.TEXML, Contenders.CURL_AND_GZIP);
        };
    }

    private record Programs(Launcher launcher, int port, Path directory) {

        /** The script makes one in the background when it is started for the second time; every later start has it. */
        void makeClassArchive() {
            for (int start = 0; start < 2; start++) {
                var unused = run(Contenders.TEXML, Form.NDJSON_FEWER);
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!hasClassArchive() && System.nanoTime() < end) {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        private boolean hasClassArchive() {
            try (Stream<Path> files = Files.walk(directory)) {
                return files.anyMatch(file -> file.toString().endsWith(".jsa"));
            } catch (IOException | UncheckedIOException changedMeanwhile) {
                return false;
            }
        }

        Map<String, String> run(Contenders contender, Form form) {
            Path file = directory.resolve("calls" + form.ending);
            try {
                Files.deleteIfExists(file);
                String sid = Scenario.list(form.items, PAGE_SIZE).sid();
                Map<String, String> metrics = MeasuredProgram.run(
                        contender == Contenders.TEXML ? texml(file) : shell(contender, form, sid, file),
                        Map.of(
                                "TELNYX_API_KEY",
                                "KEY0123",
                                "TELNYX_ACCOUNT_SID",
                                sid,
                                "TELNYX_BASE_URL",
                                "http://127.0.0.1:" + port,
                                "JAVA_HOME",
                                System.getProperty("java.home"),
                                "XDG_CACHE_HOME",
                                directory.toString()));
                if (metrics.containsKey("failed")) {
                    return metrics;
                }
                if (!hasAll(contender, form, file)) {
                    return Map.of("failed", "not all calls");
                }
                if (contender != Contenders.TEXML && contender != Contenders.CURL) {
                    // That would be the shell's.
                    metrics.remove("resident");
                }
                return metrics;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private List<String> texml(Path file) {
            return launcher.onLastCore(List.of(
                    launcher.project().resolve("examples/texml").toString(),
                    "export",
                    "calls",
                    "--quiet",
                    "--page-size",
                    String.valueOf(PAGE_SIZE),
                    "--output",
                    file.toString()));
        }

        /** All programs of a pipeline on the one core, as all threads of the other's are. */
        private List<String> shell(Contenders contender, Form form, String sid, Path file) {
            String pages = "exec curl -sS --fail-early --fail 'http://127.0.0.1:" + port + "/v2/texml/Accounts/" + sid
                    + "/Calls.json?PageSize=" + PAGE_SIZE + "&Page=[0-" + (form.items / PAGE_SIZE - 1) + "]'";
            String behind =
                    switch (contender) {
                        case CURL -> "";
                        case CURL_AND_GZIP -> " | gzip";
                        default -> form == Form.CSV ? " | jq -r '.calls[] | [.[]] | @csv'" : " | jq -c '.calls[]'";
                    };
            return launcher.onLastCore(List.of("sh", "-c", pages + behind + " > '" + file + "'"));
        }

        /** A file of gzip is read to its end: half of one fails. */
        private static boolean hasAll(Contenders contender, Form form, Path file) {
            long bytes = 0;
            long lines = 0;
            byte[] piece = new byte[64 * 1024];
            try (InputStream plain = Files.newInputStream(file);
                    InputStream text = form == Form.GZIP ? new GZIPInputStream(plain, piece.length) : plain) {
                for (int length = text.read(piece); length >= 0; length = text.read(piece)) {
                    bytes += length;
                    for (int i = 0; i < length; i++) {
                        lines += piece[i] == '\n' ? 1 : 0;
                    }
                }
            } catch (IOException notWhole) {
                return false;
            }
            return switch (contender) {
                case CURL, CURL_AND_GZIP -> bytes > form.items * 600L;
                default -> lines == form.items + (contender == Contenders.TEXML && form == Form.CSV ? 1 : 0);
            };
        }
    }
}
