package io.texml.site;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Entities;

/** What every page has around its text: where one is, and where else one may go. */
final class Navigation {

    /** The directory of the Javadoc in the site. */
    static final String API = "api";

    private final Map<Path, String> pages = new LinkedHashMap<>();
    private final Set<String> modules;

    Navigation(Set<String> modules) {
        this.modules = modules;
    }

    void add(String title, Path page) {
        pages.putIfAbsent(page, title);
    }

    String around(Path page, String title, String body) {
        StringBuilder html = new StringBuilder();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>")
                .append(Entities.escape(title))
                .append("</title>\n<link rel=\"stylesheet\" href=\"")
                .append(Site.relative(page, Path.of(Site.STYLE)))
                .append("\">\n</head>\n<body>\n<nav>\n<ul>\n");
        pages.forEach((other, name) -> item(html, page, other, name));
        html.append("</ul>\n");
        if (!modules.isEmpty()) {
            html.append("<h2>Javadoc</h2>\n<ul>\n");
            modules.forEach(module -> item(html, page, Path.of(API, module, "index.html"), module));
            html.append("</ul>\n");
        }
        return html.append("</nav>\n<main>\n")
                .append(body)
                .append("</main>\n</body>\n</html>\n")
                .toString();
    }

    private static void item(StringBuilder html, Path page, Path other, String name) {
        html.append("<li><a href=\"")
                .append(Site.relative(page, other))
                .append(other.equals(page) ? "\" aria-current=\"page\">" : "\">")
                .append(Entities.escape(name))
                .append("</a></li>\n");
    }
}
