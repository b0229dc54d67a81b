package io.texml.simulator.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.texml.markup.Element;
import io.texml.markup.Texml;
import io.texml.simulator.internal.markup.MarkupException;
import io.texml.simulator.internal.markup.MarkupReader;
import io.texml.testing.Flows;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator's reader of documents shares no code with the library that writes them. */
class DocumentsTest {

    @ParameterizedTest
    @MethodSource("names")
    void aDocumentIsReadByTheSimulatorAsItWasMeant(String name) throws MarkupException {
        Texml document = Flows.all().get(name);

        same(MarkupReader.read(document.toXml()), document.verbs());
    }

    static List<String> names() {
        return new ArrayList<>(Flows.all().keySet());
    }

    private static void same(List<io.texml.simulator.internal.markup.Element> read, List<Element> written) {
        assertThat(read)
                .extracting(io.texml.simulator.internal.markup.Element::name)
                .isEqualTo(written.stream().map(Element::elementName).toList());
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i).attributes()).isEqualTo(written.get(i).attributes());
            assertThat(read.get(i).text()).isEqualTo(written.get(i).text().strip());
            same(read.get(i).children(), written.get(i).children());
        }
    }
}
