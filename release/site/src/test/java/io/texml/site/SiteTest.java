package io.texml.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {

    @TempDir
    private Path directory;

    private Path root;
    private Path site;

    @BeforeEach
    void makeRepository() throws IOException {
        root = Files.createDirectories(directory.resolve("repository"));
        site = directory.resolve("site");
        write("README.md", "# A title\n\nSee [more](docs/more.md#two-words).\n\n## Guides\n\n[More](docs/more.md)\n");
        write("docs/more.md", "# More\n\n## Two words\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    }

    @Test
    void everyLinkOfThisRepositoryLeadsToAFileAndAHeading() throws IOException {
        Site.write(Path.of("..", ".."), Map.of(), site);
        assertThat(Links.broken(site)).isEmpty();
        assertThat(site.resolve("docs/callbacks.html")).exists();
        assertThat(site.resolve("CONTRIBUTING.html")).exists();
    }

    @Test
    void whatTheReadmeLinksToIsAPageWithItsHeadingsAsPlaces() throws IOException {
        assertThat(broken()).isEmpty();
        assertThat(page("index.html")).contains("<title>A title</title>", "href=\"docs/more.html#two-words\"");
        assertThat(page("docs/more.html")).contains("<h2 id=\"two-words\">", "<table>");
    }

    @Test
    void everyPageLeadsToTheGuidesThatTheReadmeNamesAndToTheJavadoc() throws IOException {
        write("javadoc/index.html", "<html></html>");
        Site.write(root, Map.of("core", root.resolve("javadoc")), site);
        assertThat(page("docs/more.html"))
                .contains("<a href=\"../index.html\">README</a>")
                .contains("<a href=\"more.html\" aria-current=\"page\">More</a>")
                .contains("<a href=\"../api/core/index.html\">core</a>");
        assertThat(Links.broken(site)).isEmpty();
    }

    @Test
    void aSourceIsAPageThatShowsItAndADirectoryOneThatNamesItsFiles() throws IOException {
        write("README.md", "# A title\n\n[all](src) ![picture](a.png)\n");
        write("src/A.java", "List<String> a;");
        write("a.png", "");
        assertThat(broken()).isEmpty();
        assertThat(page("src/index.html")).contains("<a href=\"A.java.html\">A.java</a>");
        assertThat(page("src/A.java.html")).contains("List&lt;String&gt; a;");
    }

    @Test
    void aLinkToNoFileIsBroken() throws IOException {
        write("README.md", "# A title\n\n[a](docs/none.md) and ![b](none.png)\n");
        assertThat(broken())
                .containsExactly("index.html: docs/none.md: no such file", "index.html: none.png: no such file");
    }

    @Test
    void aLinkToNoHeadingIsBroken() throws IOException {
        write("README.md", "# A title\n\n[a](docs/more.md#one-word) and [b](#none)\n");
        assertThat(broken())
                .containsExactly(
                        "index.html: docs/more.html#one-word: no such place in the page",
                        "index.html: #none: no such place in the page");
    }

    @Test
    void aPictureFromElsewhereIsNotLoadedButALinkMayLeadThere() throws IOException {
        write("README.md", "# A title\n\n![a](https://texml.example/a.png) [b](https://texml.example/b)\n");
        assertThat(broken()).containsExactly("index.html: https://texml.example/a.png: loaded from elsewhere");
    }

    private Iterable<String> broken() throws IOException {
        Site.write(root, Map.of(), site);
        return Links.broken(site);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private String page(String name) throws IOException {
        return Files.readString(site.resolve(name));
    }
}
