package io.texml.benchmarks.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Three groups of bars: CPU and allocation per item of a list, and requests per second of dialling. */
final class Chart {

    private static final List<Contenders> WHO = List.of(
            Contenders.BYTES,
            Contenders.TOKENS,
            Contenders.RECORDS,
            Contenders.TEXML,
            Contenders.WEBCLIENT,
            Contenders.OKHTTP,
            Contenders.JDK,
            Contenders.TWILIO);
    private static final int LABELS = 230;
    private static final int WIDTH = 760;
    private static final int BAR = 20;

    private final StringBuilder svg = new StringBuilder();
    private int y = 24;

    private Chart() {}

    static String draw(Results results) {
        Chart chart = new Chart();
        String pages = ListWorkload.variant(1000);
        String callers = CreateWorkload.variant(512, 0);
        Map<String, Double> cpu = new LinkedHashMap<>();
        Map<String, Double> allocated = new LinkedHashMap<>();
        Map<String, Double> rate = new LinkedHashMap<>();
        for (Contenders contender : WHO) {
            Results.Row list = new Results.Row("W1", pages, contender.name());
            put(cpu, contender, results.median(list, "cpu"), 1.0 / ListWorkload.ITEMS / 1_000);
            put(allocated, contender, results.median(list, "allocated"), 1.0 / ListWorkload.ITEMS);
            Results.Row dialling = new Results.Row("W2", callers, contender.name());
            OptionalDouble wall = results.median(dialling, "wall");
            OptionalDouble requests = results.median(dialling, "requests");
            if (wall.isPresent() && requests.isPresent()) {
                rate.put(contender.title(), requests.getAsDouble() / wall.getAsDouble() * 1e9);
            }
        }
        chart.group("List of 100,000 calls, pages of 1000: CPU per item (us, less is better)", cpu, "%.1f");
        chart.group("The same: allocation per item (bytes, less is better)", allocated, "%.0f");
        chart.group("Dialling, 512 callers: requests per second (more is better)", rate, "%.0f");
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + chart.y
                + "\" font-family=\"sans-serif\" font-size=\"13\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + chart.svg + "</svg>\n";
    }

    private static void put(Map<String, Double> values, Contenders who, OptionalDouble value, double factor) {
        if (value.isPresent()) {
            values.put(who.title(), value.getAsDouble() * factor);
        }
    }

    private void group(String title, Map<String, Double> values, String format) {
        svg.append(String.format(Locale.ROOT, "<text x=\"8\" y=\"%d\" font-weight=\"bold\">%s</text>%n", y, title));
        y += 10;
        double highest =
                values.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        values.forEach((name, value) -> {
            double length = value / highest * (WIDTH - LABELS - 90);
            String colour = name.equals(Contenders.TEXML.title()) ? "#1f6f54" : "#b4bcc4";
            svg.append(String.format(Locale.ROOT, "<text x=\"8\" y=\"%d\">%s</text>", y + 14, name));
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                    LABELS,
                    y,
                    length,
                    BAR - 4,
                    colour));
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%d\">" + format + "</text>%n",
                    LABELS + length + 6,
                    y + 14,
                    value));
            y += BAR;
        });
        y += 26;
    }
}
