package io.texml.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes pages with white space, escapes and nesting where JSON allows them. */
final class RandomPage {

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    RandomPage(Random random) {
        this.random = random;
    }

    String write() {
        List<String> names = new ArrayList<>(List.of("calls"));
        for (int i = random.nextInt(5); i > 0; i--) {
            names.add(random.nextInt(names.size() + 1), "m" + i);
        }
        space();
        out.append('{');
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : ",");
            space();
            out.append('"').append(names.get(i)).append('"');
            space();
            out.append(':');
            if (names.get(i).equals("calls")) {
                items();
            } else {
                value(0);
            }
        }
        out.append('}');
        space();
        return out.toString();
    }

    private void items() {
        space();
        out.append('[');
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : ",");
            space();
            out.append('{');
            members(1);
            out.append('}');
            space();
        }
        space();
        out.append(']');
        space();
    }

    private void value(int depth) {
        space();
        switch (random.nextInt(depth > 5 ? 5 : 7)) {
            case 0 -> out.append("null");
            case 1 -> out.append(random.nextBoolean());
            case 2 -> out.append(random.nextLong());
            case 3 -> out.append(random.nextInt()).append(".10e+0").append(random.nextInt(9));
            case 4 -> string();
            case 5 -> {
                out.append('{');
                members(depth + 1);
                out.append('}');
            }
            default -> {
                out.append('[');
                for (int i = random.nextInt(4); i > 0; i--) {
                    value(depth + 1);
                    out.append(i == 1 ? "" : ",");
                }
                space();
                out.append(']');
            }
        }
        space();
    }

    private void members(int depth) {
        space();
        for (int i = random.nextInt(5); i > 0; i--) {
            string();
            space();
            out.append(':');
            value(depth);
            out.append(i == 1 ? "" : ",");
            space();
        }
    }

    private void string() {
        String[] pieces = {
            "calls",
            "\\\"",
            "\\\\",
            "]",
            "}",
            "{",
            "[",
            ",",
            ":",
            "\\u0022",
            "\\n",
            "\u00e9",
            "\u20ac",
            "\ud83d\ude00",
            "a longer piece of text, to fill a word",
            "\u007f",
            "\\/"
        };
        out.append('"');
        for (int i = random.nextInt(6); i > 0; i--) {
            out.append(pieces[random.nextInt(pieces.length)]);
        }
        out.append('"');
    }

    private void space() {
        if (random.nextInt(4) == 0) {
            out.append(" \n\r\t".charAt(random.nextInt(4)));
        }
    }
}
