package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The language whose sounds a voice is made to favour; the platform takes it by name and by code. */
public final class LanguageBoost extends OpenEnum<LanguageBoost> {

    /** The voice finds out. */
    public static final LanguageBoost AUTO = new LanguageBoost("Auto");

    /** By name. */
    public static final LanguageBoost ENGLISH = new LanguageBoost("English");

    /** By name. */
    public static final LanguageBoost GERMAN = new LanguageBoost("German");

    /** By name. */
    public static final LanguageBoost CHINESE = new LanguageBoost("Chinese");

    /** By name. */
    public static final LanguageBoost FRENCH = new LanguageBoost("French");

    /** By name. */
    public static final LanguageBoost ITALIAN = new LanguageBoost("Italian");

    /** By name. */
    public static final LanguageBoost JAPANESE = new LanguageBoost("Japanese");

    /** By name. */
    public static final LanguageBoost KOREAN = new LanguageBoost("Korean");

    /** By name. */
    public static final LanguageBoost PORTUGUESE = new LanguageBoost("Portuguese");

    /** By name. */
    public static final LanguageBoost RUSSIAN = new LanguageBoost("Russian");

    /** By name. */
    public static final LanguageBoost SPANISH = new LanguageBoost("Spanish");

    /** English, by code. */
    public static final LanguageBoost EN = new LanguageBoost("en");

    /** German, by code. */
    public static final LanguageBoost DE = new LanguageBoost("de");

    /** Chinese, by code. */
    public static final LanguageBoost ZH = new LanguageBoost("zh");

    /** French, by code. */
    public static final LanguageBoost FR = new LanguageBoost("fr");

    /** Italian, by code. */
    public static final LanguageBoost IT = new LanguageBoost("it");

    /** Japanese, by code. */
    public static final LanguageBoost JA = new LanguageBoost("ja");

    /** Korean, by code. */
    public static final LanguageBoost KO = new LanguageBoost("ko");

    /** Portuguese, by code. */
    public static final LanguageBoost PT = new LanguageBoost("pt");

    /** Russian, by code. */
    public static final LanguageBoost RU = new LanguageBoost("ru");

    /** Spanish, by code. */
    public static final LanguageBoost ES = new LanguageBoost("es");

    private static final OpenEnumValues<LanguageBoost> VALUES = OpenEnumValues.of(
            LanguageBoost::new,
            AUTO,
            ENGLISH,
            GERMAN,
            CHINESE,
            FRENCH,
            ITALIAN,
            JAPANESE,
            KOREAN,
            PORTUGUESE,
            RUSSIAN,
            SPANISH,
            EN,
            DE,
            ZH,
            FR,
            IT,
            JA,
            KO,
            PT,
            RU,
            ES);

    private LanguageBoost(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static LanguageBoost of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<LanguageBoost> knownValues() {
        return VALUES.list();
    }
}
