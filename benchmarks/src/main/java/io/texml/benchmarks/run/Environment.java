package io.texml.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Where and with what a run was made. */
final class Environment {

    private static final Pattern COMPARED = Pattern.compile(
            "(reactor-core|reactor-netty-http|netty-codec-http|jackson-databind|spring-webflux|okhttp-jvm|twilio|lettuce-core)-([0-9].*)\\.jar");

    private Environment() {}

    static Map<String, String> describe(Launcher launcher, Effort effort, double loadBefore) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("when", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        facts.put("effort", effort.name());
        facts.put("warmUps", String.valueOf(effort.warmUps()));
        facts.put("rounds", String.valueOf(effort.rounds()));
        facts.put("cpu", cpu());
        facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("pinned", launcher.pins() ? "server on the first core, client on the last" : "no");
        facts.put("loadBefore", String.format(Locale.ROOT, "%.2f", loadBefore));
        TreeSet<String> versions = new TreeSet<>();
        for (Contenders contender : Contenders.values()) {
            for (Path jar : launcher.jars(contender)) {
                var name = COMPARED.matcher(jar.getFileName().toString());
                if (name.matches()) {
                    versions.add(name.group(1) + " " + name.group(2));
                }
            }
        }
        launcher.redisVersion().ifPresent(version -> versions.add("redis-server " + version));
        facts.put("versions", String.join(", ", versions));
        return facts;
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
