package io.texml.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Starts the processes: the server on the first core, one client at a time on the last, where taskset can pin them. */
final class Launcher {

    private static final String CLIENT = "io.texml.benchmarks.client.ClientProcess";
    private static final String SERVER = "io.texml.benchmarks.server.BenchmarkServer";
    private static final String REDIS = "io.texml.benchmarks.server.RedisHost";
    private static final String REDIS_CLIENT = "io.texml.benchmarks.redis.RedisClientProcess";
    private static final Pattern REDIS_VERSION = Pattern.compile("v=(\\S+)");

    private final Path project;
    private final boolean pins;
    private final int lastCore = Runtime.getRuntime().availableProcessors() - 1;

    /** @param project where the parent's pom is */
    Launcher(Path project) {
        this.project = project;
        this.pins = lastCore > 0 && outputOf("taskset", "-c", "0", "true").isPresent();
    }

    Path project() {
        return project;
    }

    boolean pins() {
        return pins;
    }

    JvmProcess server() {
        return start(0, List.of("-Xms256m", "-Xmx256m"), System.getProperty("java.class.path"), SERVER);
    }

    /** Empty where there is no redis-server. */
    Optional<String> redisVersion() {
        return outputOf("redis-server", "--version")
                .flatMap(output -> REDIS_VERSION.matcher(output).results().findFirst())
                .map(version -> version.group(1));
    }

    /** A redis-server, where the server runs. */
    JvmProcess redis() {
        return start(0, List.of("-Xmx64m"), System.getProperty("java.class.path"), REDIS);
    }

    JvmProcess redisClient(int port) {
        List<String> options = List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m");
        return start(lastCore, options, System.getProperty("java.class.path"), REDIS_CLIENT, String.valueOf(port));
    }

    JvmProcess client(Contenders contender, String heap, int port) {
        return client(contender, List.of("-Xms" + heap, "-Xmx" + heap), port);
    }

    JvmProcess client(Contenders contender, List<String> options, int port) {
        List<String> all = new ArrayList<>(List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        all.addAll(options);
        List<String> classPath = new ArrayList<>();
        classPath.add(project.resolve("benchmarks/target/classes").toString());
        jars(contender).forEach(jar -> classPath.add(jar.toString()));
        return start(
                lastCore,
                all,
                String.join(System.getProperty("path.separator"), classPath),
                CLIENT,
                contender.type(),
                String.valueOf(port));
    }

    /** What a user of a contender has on the class path, the benchmarks' own classes left out. */
    List<Path> jars(Contenders contender) {
        if (contender.classPath().equals(Contenders.OWN)) {
            return paths(System.getProperty("java.class.path"));
        }
        List<Path> jars = new ArrayList<>();
        Path file = project.resolve("benchmarks/target/classpaths/" + contender.classPath() + ".txt");
        if (contender.classPath().equals("texml")) {
            jars.add(builtJar("reactor-adapter", "texml-reactor-"));
            file = project.resolve("reactor-adapter/target/classpath.txt");
        }
        jars.addAll(paths(read(file).strip()));
        return jars;
    }

    private static List<Path> paths(String classPath) {
        return Stream.of(classPath.split(System.getProperty("path.separator"), -1))
                .map(Path::of)
                .toList();
    }

    private Path builtJar(String module, String prefix) {
        try (Stream<Path> files = Files.list(project.resolve(module + "/target"))) {
            return files.filter(file -> file.getFileName().toString().matches(prefix + "[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("build " + module + " first; run.sh does"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private JvmProcess start(int core, List<String> options, String classPath, String... mainAndArguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(mainAndArguments));
        return new JvmProcess(onCore(core, command));
    }

    /** The command that starts a program where the clients run. */
    List<String> onLastCore(List<String> command) {
        return onCore(lastCore, command);
    }

    private List<String> onCore(int core, List<String> command) {
        List<String> pinned = new ArrayList<>(command);
        if (pins) {
            pinned.addAll(0, List.of("taskset", "-c", String.valueOf(core)));
        }
        return pinned;
    }

    /** A directory among what was built, with nothing in it. */
    Path emptyDirectory(String name) {
        Path directory = project.resolve("benchmarks/target").resolve(name);
        try {
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            return Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Of a command that ends well; empty where there is none. */
    private static Optional<String> outputOf(String... command) {
        try {
            Process probe =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0
                    ? Optional.of(output)
                    : Optional.empty();
        } catch (IOException notThere) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
