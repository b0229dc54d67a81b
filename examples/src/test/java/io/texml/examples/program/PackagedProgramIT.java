package io.texml.examples.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code texml.jar} against the jars that it was made of. */
class PackagedProgramIT {

    private static final String SERVICES = "META-INF/services/";

    @Test
    void everythingThatTheJarsHoldIsInIt() throws IOException {
        Set<String> packed = names(Path.of("target", "texml.jar"));
        Set<String> missing = new TreeSet<>();
        for (Path jar : jars()) {
            names(jar).stream()
                    .filter(name -> !packed.contains(name))
                    .forEach(name -> missing.add(jar.getFileName() + "!" + name));
        }
        assertThat(missing)
                .allMatch(name -> name.endsWith("module-info.class")
                        || name.contains("!META-INF/maven/")
                        || name.endsWith("!META-INF/INDEX.LIST")
                        || name.contains("/OSGI-INF/"));
        assertThat(packed)
                .noneMatch(name -> name.endsWith("module-info.class"))
                .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|RSA|DSA)"))
                .anyMatch(name -> name.endsWith("libnetty_transport_native_epoll_x86_64.so"))
                .anyMatch(name -> name.startsWith("META-INF/versions/"));
    }

    @Test
    void everyProviderOfAServiceIsNamedInIt() throws IOException {
        try (JarFile packed = new JarFile("target/texml.jar")) {
            int providers = 0;
            for (Path path : jars()) {
                try (JarFile jar = new JarFile(path.toFile())) {
                    for (String service : names(path)) {
                        if (service.startsWith(SERVICES)) {
                            assertThat(lines(packed, service)).as(service).containsAll(lines(jar, service));
                            providers++;
                        }
                    }
                }
            }
            assertThat(providers).isGreaterThan(5);
        }
    }

    @Test
    void itHasTheLicencesOfWhatIsInIt() throws IOException {
        try (JarFile packed = new JarFile("target/texml.jar")) {
            String texts = String.join("\n", lines(packed, "META-INF/LICENSE"));
            for (Path path : jars()) {
                try (JarFile jar = new JarFile(path.toFile())) {
                    for (String file : List.of("META-INF/LICENSE", "META-INF/LICENSE.txt", "META-INF/NOTICE")) {
                        if (jar.getEntry(file) != null) {
                            assertThat(String.join("\n", lines(packed, file)))
                                    .as(path + " " + file)
                                    .contains(String.join("\n", lines(jar, file)));
                        }
                    }
                }
            }
            assertThat(texts).contains("Apache License", "MIT");
            String list = String.join("\n", lines(packed, "META-INF/THIRD-PARTY.txt"));
            assertThat(list).doesNotContain("Unknown");
            assertThat(Stream.of(
                            "picocli",
                            "reactor-netty-http",
                            "netty-handler",
                            "jline-terminal",
                            "progressbar",
                            "fastcsv",
                            "jackson-databind",
                            "reactive-streams",
                            "slf4j-nop",
                            "jspecify"))
                    .allSatisfy(artifact -> assertThat(list).contains(":" + artifact + ":"));
        }
    }

    @Test
    void nettysPartsSayTheirVersions() throws IOException {
        try (JarFile packed = new JarFile("target/texml.jar")) {
            assertThat(lines(packed, "META-INF/io.netty.versions.properties").stream()
                            .filter(line -> line.matches("netty-(handler|codec-http|resolver-dns)\\.version=.*")))
                    .hasSize(3);
        }
    }

    @Test
    void itsManifestSaysWhatItIs() throws IOException {
        try (JarFile packed = new JarFile("target/texml.jar")) {
            Attributes manifest = packed.getManifest().getMainAttributes();
            assertThat(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                    .isEqualTo(System.getProperty("program.version"));
            assertThat(manifest.getValue(Attributes.Name.MULTI_RELEASE)).isEqualTo("true");
            assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
        }
    }

    /** What the examples need when they run, and the examples. */
    private static List<Path> jars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String part : Files.readString(Path.of(System.getProperty("runtime.path.file")))
                .split(File.pathSeparator)) {
            jars.add(Path.of(part.strip()));
        }
        assertThat(jars).hasSizeGreaterThan(20).allMatch(jar -> jar.toString().endsWith(".jar"));
        return jars;
    }

    private static Set<String> names(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static List<String> lines(JarFile jar, String name) throws IOException {
        try (var in = jar.getInputStream(jar.getJarEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
