package io.texml.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.nodes.Entities;

/**
 * The README and whatever its links lead to, and what their links lead to: Markdown and sources become pages, pictures are
 * copied. A link to a file that is not there stays as it is, for {@link Links} to find.
 */
final class Site {

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    /** The heading of the README under which every page is named that the navigation leads to. */
    private static final String GUIDES = "Guides";

    static final String STYLE = "style.css";

    private final Path root;
    private final Path site;
    private final Navigation navigation;
    private final Deque<Path> waiting = new ArrayDeque<>();
    private final Set<Path> met = new HashSet<>();

    private Site(Path root, Set<String> modules, Path site) throws IOException {
        this.root = root.toRealPath();
        this.site = site;
        this.navigation = new Navigation(modules);
    }

    /**
     * Writes the pages.
     *
     * @param root the directory of the README
     * @param javadoc where the Javadoc of each module is, by the name that the navigation shows
     * @param site the directory to write to; what it has under the same names is replaced
     */
    static void write(Path root, Map<String, Path> javadoc, Path site) throws IOException {
        new Site(root, javadoc.keySet(), site).writePages();
        for (Map.Entry<String, Path> module : javadoc.entrySet()) {
            copy(module.getValue(), site.resolve(Navigation.API).resolve(module.getKey()));
        }
    }

    private void writePages() throws IOException {
        Path readme = root.resolve("README.md");
        navigation.add("README", Path.of("index.html"));
        readGuides(PARSER.parse(Files.readString(readme)));
        meet(readme);
        while (!waiting.isEmpty()) {
            write(waiting.remove());
        }
        try (var style = Site.class.getResourceAsStream(STYLE)) {
            Files.write(site.resolve(STYLE), style.readAllBytes());
        }
    }

    private void readGuides(Node readme) {
        boolean among = false;
        for (Node node = readme.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading) {
                among = text(node).equals(GUIDES);
            } else if (among) {
                node.accept(new AbstractVisitor() {
                    @Override
                    public void visit(Link link) {
                        navigation.add(text(link), page(root.resolve(link.getDestination())));
                    }
                });
            }
        }
    }

    private void meet(Path file) {
        if (met.add(file)) {
            waiting.add(file);
        }
    }

    private void write(Path file) throws IOException {
        Path page = page(file);
        Path written = site.resolve(page);
        Files.createDirectories(written.getParent());
        if (isPicture(file)) {
            Files.write(written, Files.readAllBytes(file));
        } else if (isMarkdown(file)) {
            Node document = PARSER.parse(Files.readString(file));
            document.accept(new Redirection(file));
            Node first = document.getFirstChild();
            Files.writeString(written, navigation.around(page, text(first), RENDERER.render(document)));
        } else {
            String name = root.relativize(file).toString();
            String body = Files.isDirectory(file) ? listing(file) : source(file);
            Files.writeString(written, navigation.around(page, name, body));
        }
    }

    private String source(Path file) throws IOException {
        return "<h1>" + file.getFileName() + "</h1>\n<pre><code>" + Entities.escape(Files.readString(file))
                + "</code></pre>\n";
    }

    private String listing(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted()
                    .peek(this::meet)
                    .map(file -> "<li><a href=\"" + relative(page(directory), page(file)) + "\">" + file.getFileName()
                            + "</a></li>\n")
                    .collect(Collectors.joining("", "<h1>" + directory.getFileName() + "</h1>\n<ul>\n", "</ul>\n"));
        }
    }

    /** Where a file of the repository is in the site. */
    private Path page(Path file) {
        Path relative = root.relativize(file.normalize());
        String name = file.getFileName().toString();
        if (isPicture(file)) {
            return relative;
        }
        if (Files.isDirectory(file)) {
            return relative.resolve("index.html");
        }
        if (isMarkdown(file)) {
            String stem = name.substring(0, name.length() - ".md".length());
            return relative.resolveSibling((stem.equals("README") ? "index" : stem) + ".html");
        }
        return relative.resolveSibling(name + ".html");
    }

    /** What a heading or a link shows. */
    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }
        });
        return text.toString();
    }

    private static boolean isMarkdown(Path file) {
        return file.toString().endsWith(".md");
    }

    private static boolean isPicture(Path file) {
        return file.toString().endsWith(".png") || file.toString().endsWith(".svg");
    }

    static String relative(Path from, Path to) {
        // The last part of a page's name is no directory.
        return from.resolveSibling("").relativize(to).toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                Path copied = to.resolve(from.relativize(file));
                try {
                    Files.createDirectories(copied.getParent());
                    Files.write(copied, Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** Turns the links of a document to files of the repository into links to their pages. */
    private final class Redirection extends AbstractVisitor {

        private final Path file;

        Redirection(Path file) {
            this.file = file;
        }

        @Override
        public void visit(Link link) {
            link.setDestination(redirected(link.getDestination()));
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            image.setDestination(redirected(image.getDestination()));
            visitChildren(image);
        }

        private String redirected(String destination) {
            String path = destination.replaceFirst("#.*", "");
            if (path.isEmpty() || path.contains(":")) {
                return destination;
            }
            Path target = file.resolveSibling(path).normalize();
            if (Files.isDirectory(target) && Files.exists(target.resolve("README.md"))) {
                target = target.resolve("README.md");
            }
            if (!Files.exists(target) || !target.startsWith(root)) {
                return destination;
            }
            meet(target);
            return relative(page(file), page(target)) + destination.substring(path.length());
        }
    }
}
