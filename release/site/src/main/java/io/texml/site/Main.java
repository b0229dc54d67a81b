package io.texml.site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the site and fails if a link of it leads nowhere. */
public final class Main {

    private Main() {}

    /**
     * Runs it.
     *
     * @param arguments the root of the repository, the directory of the site, and the Javadoc of each module as {@code name=directory}
     */
    public static void main(String[] arguments) throws IOException {
        Path site = Path.of(arguments[1]);
        Map<String, Path> javadoc = new LinkedHashMap<>();
        for (String module : List.of(arguments).subList(2, arguments.length)) {
            String[] parts = module.split("=", 2);
            javadoc.put(parts[0], Path.of(parts[1]));
        }
        Site.write(Path.of(arguments[0]), javadoc, site);
        List<String> broken = new ArrayList<>(Links.broken(site));
        if (!broken.isEmpty()) {
            broken.forEach(System.err::println);
            System.exit(1);
        }
        System.out.println(site.resolve("index.html"));
    }
}
