package io.texml.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The links between the pages of a directory: each has to lead to a file that is there, and to a place in it. */
final class Links {

    /** In it JDK 17's Javadoc links to packages under a name that it does not give them. */
    private static final Path CONSTANTS = Path.of("constant-values.html");

    private final Path site;
    private final Map<Path, Set<String>> places = new HashMap<>();

    private Links(Path site) {
        this.site = site;
    }

    /**
     * Looks for links that lead nowhere, and for what a page would load from elsewhere. Links to elsewhere are not followed.
     *
     * @return a line for each
     */
    static List<String> broken(Path site) throws IOException {
        List<String> broken = new ArrayList<>();
        Links links = new Links(site);
        try (Stream<Path> pages = Files.walk(site)) {
            for (Path page : pages.filter(Links::isPage).sorted().toList()) {
                if (page.endsWith(CONSTANTS)) {
                    continue;
                }
                links.check(page, broken);
            }
        }
        return broken;
    }

    private void check(Path page, List<String> broken) throws IOException {
        Document document = read(page);
        for (Element element : document.select("[href], [src]")) {
            boolean leads = element.normalName().equals("a");
            String link = element.attr(element.hasAttr("src") ? "src" : "href");
            String wrong = wrong(page, link, leads);
            if (wrong != null) {
                broken.add(site.relativize(page) + ": " + link + ": " + wrong);
            }
        }
    }

    private @Nullable String wrong(Path page, String link, boolean leads) {
        URI uri = URI.create(link);
        if (uri.isAbsolute() || uri.getRawAuthority() != null) {
            return leads ? null : "loaded from elsewhere";
        }
        Path target = page;
        if (!uri.getPath().isEmpty()) {
            target = page.resolveSibling(uri.getPath()).normalize();
        }
        if (Files.isDirectory(target)) {
            target = target.resolve("index.html");
        }
        if (!Files.exists(target)) {
            return "no such file";
        }
        String place = uri.getFragment();
        if (place == null || place.isEmpty() || !isPage(target)) {
            return null;
        }
        return places.computeIfAbsent(target, Links::places).contains(place) ? null : "no such place in the page";
    }

    private static Set<String> places(Path page) {
        try {
            return Set.copyOf(read(page).select("[id]").eachAttr("id"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document read(Path page) throws IOException {
        return Jsoup.parse(page);
    }

    private static boolean isPage(Path file) {
        return file.toString().endsWith(".html");
    }
}
