package io.texml.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where, with what and for how long a run was made. */
final class Environment {

    private static final Pattern VERSIONS =
            Pattern.compile("(reactor-core|reactor-netty-http|netty-codec-http|jackson-databind)-([0-9][^/]*)\\.jar");

    private Environment() {}

    static Map<String, String> describe(Duration work) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("when", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        facts.put("how long", words(work));
        facts.put("heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MB");
        facts.put("cpu", cpu());
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put(
                "load at the end",
                String.format(
                        Locale.ROOT,
                        "%.2f",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
        TreeSet<String> versions = new TreeSet<>();
        VERSIONS.matcher(System.getProperty("java.class.path"))
                .results()
                .map((MatchResult jar) -> jar.group(1) + " " + jar.group(2))
                .forEach(versions::add);
        facts.put("versions", String.join(", ", versions));
        return facts;
    }

    private static String words(Duration work) {
        return work.toSeconds() < 60 ? work.toSeconds() + " seconds" : work.toMinutes() + " minutes";
    }

    private static String cpu() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (IOException unknown) {
            return System.getProperty("os.arch");
        }
        return System.getProperty("os.arch");
    }
}
