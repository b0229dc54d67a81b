package io.texml.benchmarks.parts;

import io.texml.markup.Gather;
import io.texml.markup.Hangup;
import io.texml.markup.Record;
import io.texml.markup.Say;
import io.texml.markup.Texml;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Building, writing, reading and checking of a document, beside what one would write by hand with the JDK's StAX. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DocumentBenchmark {

    private static final URI NEXT = URI.create("https://app.example.com/next?step=1&call=2");
    private static final String GREETING = "Welcome to Smith & Sons. For sales press 1, for support press 2.";
    private static final XMLOutputFactory OUTPUT = XMLOutputFactory.newDefaultFactory();
    private static final XMLInputFactory INPUT = XMLInputFactory.newDefaultFactory();

    static {
        INPUT.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        INPUT.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        INPUT.setProperty(XMLInputFactory.IS_COALESCING, true);
    }

    private final Texml document = document();
    private final String xml = document.toXml();

    /** What a reader by hand makes. */
    record Node(String name, Map<String, String> attributes, StringBuilder text, List<Node> children) {}

    @Benchmark
    public Texml build() {
        return document();
    }

    @Benchmark
    public String write() {
        return document.toXml();
    }

    @Benchmark
    public String writeByHand() throws XMLStreamException {
        StringWriter out = new StringWriter();
        XMLStreamWriter writer = OUTPUT.createXMLStreamWriter(out);
        writer.writeStartDocument("UTF-8", "1.0");
        writer.writeStartElement("Response");
        writer.writeStartElement("Gather");
        writer.writeAttribute("numDigits", "1");
        writer.writeAttribute("action", NEXT.toString());
        writer.writeAttribute("timeout", "8");
        say(writer, GREETING);
        writer.writeEndElement();
        say(writer, "We did not hear you. Please leave a message.");
        writer.writeEmptyElement("Record");
        writer.writeAttribute("maxLength", "120");
        writer.writeAttribute("finishOnKey", "#");
        writer.writeAttribute("action", NEXT.toString());
        writer.writeEmptyElement("Hangup");
        writer.writeEndElement();
        writer.writeEndDocument();
        writer.close();
        return out.toString();
    }

    @Benchmark
    public Texml parse() {
        return Texml.parse(xml);
    }

    @Benchmark
    public Node parseByHand() throws XMLStreamException {
        XMLStreamReader reader = INPUT.createXMLStreamReader(new StringReader(xml));
        Deque<Node> open = new ArrayDeque<>();
        Node last = null;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    Map<String, String> attributes = new LinkedHashMap<>();
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
                    }
                    Node node = new Node(reader.getLocalName(), attributes, new StringBuilder(), new ArrayList<>());
                    if (!open.isEmpty()) {
                        open.peek().children().add(node);
                    }
                    open.push(node);
                }
                case XMLStreamConstants.CHARACTERS -> open.element().text().append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> last = open.pop();
                default -> {
                    // Nothing else is in the document.
                }
            }
        }
        return java.util.Objects.requireNonNull(last);
    }

    @Benchmark
    public Object check() {
        return document.check();
    }

    private static Texml document() {
        return Texml.of(
                Gather.digits(1).action(NEXT).timeout(Duration.ofSeconds(8)).say(GREETING),
                Say.text("We did not hear you. Please leave a message."),
                Record.record()
                        .maxLength(Duration.ofMinutes(2))
                        .finishOnKey("#")
                        .action(NEXT),
                Hangup.hangup());
    }

    private static void say(XMLStreamWriter writer, String text) throws XMLStreamException {
        writer.writeStartElement("Say");
        writer.writeCharacters(text);
        writer.writeEndElement();
    }
}
