package io.texml.examples.export;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * A text as a cell of a spreadsheet that runs nothing, after OWASP's advice on CSV injection. What could be taken for a
 * formula gets an apostrophe in front, also where a program that splits cells at semicolons, tabs or lines would begin a
 * cell. Phone numbers and other plain numbers stay as they are.
 */
public final class SpreadsheetText {

    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?");
    private static final String CELL_ENDS = ";\t\r\n";
    private static final String FORMULA_STARTS = "=+-@";

    /** Letters that nobody sees: the fillers of Hangul. */
    private static final String INVISIBLE_LETTERS = "\u115F\u1160\u3164\uFFA0";

    private static final boolean[] HARMLESS = harmless();

    private static final char REPLACEMENT = '\uFFFD';

    private SpreadsheetText() {}

    /** The text, changed only where it could do something. */
    public static String safe(String value) {
        if (isHarmless(value)) {
            return value;
        }
        String text = withoutControls(value);
        StringBuilder safe = new StringBuilder(text.length() + 2);
        if (CELL_ENDS.indexOf(text.charAt(0)) >= 0) {
            safe.append('\'');
        }
        int start = 0;
        for (int end = 0; end <= text.length(); end++) {
            if (end == text.length() || CELL_ENDS.indexOf(text.charAt(end)) >= 0) {
                String cell = text.substring(start, end);
                if (isFormula(cell)) {
                    safe.append('\'');
                }
                safe.append(cell);
                if (end < text.length()) {
                    safe.append(text.charAt(end));
                }
                start = end + 1;
            }
        }
        return safe.toString();
    }

    /** A number, or letters, digits and the usual marks of names, dates and paths, none in front that starts a formula: nearly all. */
    private static boolean isHarmless(String value) {
        if (value.isEmpty()) {
            return true;
        }
        char first = value.charAt(0);
        if (first == '+' || first == '-') {
            return hasOnlyDigits(value, 1);
        }
        if (first == ' ') {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= HARMLESS.length || !HARMLESS[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasOnlyDigits(String value, int start) {
        for (int i = start; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return value.length() > start;
    }

    private static boolean[] harmless() {
        boolean[] harmless = new boolean[128];
        for (char c = 0; c < harmless.length; c++) {
            boolean isLetterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            harmless[c] = isLetterOrDigit || "-_.:,/ +()".indexOf(c) >= 0;
        }
        return harmless;
    }

    private static boolean isFormula(String cell) {
        for (int i = 0; i < cell.length(); i += Character.charCount(cell.codePointAt(i))) {
            int c = cell.codePointAt(i);
            if (!isSkipped(c)) {
                return startsFormula(c) && !PLAIN_NUMBER.matcher(cell.strip()).matches();
            }
        }
        return false;
    }

    /** Also in another width or size, which spreadsheets of East Asia take for the same. */
    private static boolean startsFormula(int c) {
        String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        return FORMULA_STARTS.indexOf(plain.charAt(0)) >= 0;
    }

    /** What a spreadsheet takes away before it looks, or what nobody sees; quotes, as they may end at another cell. */
    private static boolean isSkipped(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> c == '"' || c == REPLACEMENT || INVISIBLE_LETTERS.indexOf(c) >= 0;
        };
    }

    /** Control characters but tab and line ends, and halves of surrogate pairs, become U+FFFD. */
    private static String withoutControls(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.codePoints().forEach(c -> {
            boolean replaced = (Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\n')
                    || Character.getType(c) == Character.SURROGATE;
            text.appendCodePoint(replaced ? REPLACEMENT : c);
        });
        return text.toString();
    }
}
