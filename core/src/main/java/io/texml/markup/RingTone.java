package io.texml.markup;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.texml.OpenEnum;
import io.texml.internal.OpenEnumValues;
import java.util.List;

/** The ringing tone of a country, which a caller hears. */
public final class RingTone extends OpenEnum<RingTone> {

    /** Austria. */
    public static final RingTone AT = new RingTone("at");

    /** Australia. */
    public static final RingTone AU = new RingTone("au");

    /** Bulgaria. */
    public static final RingTone BG = new RingTone("bg");

    /** Brazil. */
    public static final RingTone BR = new RingTone("br");

    /** Belgium. */
    public static final RingTone BE = new RingTone("be");

    /** Switzerland. */
    public static final RingTone CH = new RingTone("ch");

    /** Chile. */
    public static final RingTone CL = new RingTone("cl");

    /** China. */
    public static final RingTone CN = new RingTone("cn");

    /** Czechia. */
    public static final RingTone CZ = new RingTone("cz");

    /** Germany. */
    public static final RingTone DE = new RingTone("de");

    /** Denmark. */
    public static final RingTone DK = new RingTone("dk");

    /** Estonia. */
    public static final RingTone EE = new RingTone("ee");

    /** Spain. */
    public static final RingTone ES = new RingTone("es");

    /** Finland. */
    public static final RingTone FI = new RingTone("fi");

    /** France. */
    public static final RingTone FR = new RingTone("fr");

    /** Greece. */
    public static final RingTone GR = new RingTone("gr");

    /** Hungary. */
    public static final RingTone HU = new RingTone("hu");

    /** Israel. */
    public static final RingTone IL = new RingTone("il");

    /** India. */
    public static final RingTone IN = new RingTone("in");

    /** Italy. */
    public static final RingTone IT = new RingTone("it");

    /** Lithuania. */
    public static final RingTone LT = new RingTone("lt");

    /** Japan. */
    public static final RingTone JP = new RingTone("jp");

    /** Mexico. */
    public static final RingTone MX = new RingTone("mx");

    /** Malaysia. */
    public static final RingTone MY = new RingTone("my");

    /** Netherlands. */
    public static final RingTone NL = new RingTone("nl");

    /** Norway. */
    public static final RingTone NO = new RingTone("no");

    /** New Zealand. */
    public static final RingTone NZ = new RingTone("nz");

    /** Philippines. */
    public static final RingTone PH = new RingTone("ph");

    /** Poland. */
    public static final RingTone PL = new RingTone("pl");

    /** Portugal. */
    public static final RingTone PT = new RingTone("pt");

    /** Russia. */
    public static final RingTone RU = new RingTone("ru");

    /** Sweden. */
    public static final RingTone SE = new RingTone("se");

    /** Singapore. */
    public static final RingTone SG = new RingTone("sg");

    /** Thailand. */
    public static final RingTone TH = new RingTone("th");

    /** Taiwan. */
    public static final RingTone TW = new RingTone("tw");

    /** Venezuela. */
    public static final RingTone VE = new RingTone("ve");

    /** South Africa. */
    public static final RingTone ZA = new RingTone("za");

    /** United States. */
    public static final RingTone US = new RingTone("us");

    /** United States, as it was once. */
    public static final RingTone US_OLD = new RingTone("us-old");

    /** United Kingdom. */
    public static final RingTone UK = new RingTone("uk");

    private static final OpenEnumValues<RingTone> VALUES = OpenEnumValues.of(
            RingTone::new,
            AT,
            AU,
            BG,
            BR,
            BE,
            CH,
            CL,
            CN,
            CZ,
            DE,
            DK,
            EE,
            ES,
            FI,
            FR,
            GR,
            HU,
            IL,
            IN,
            IT,
            LT,
            JP,
            MX,
            MY,
            NL,
            NO,
            NZ,
            PH,
            PL,
            PT,
            RU,
            SE,
            SG,
            TH,
            TW,
            VE,
            ZA,
            US,
            US_OLD,
            UK);

    private RingTone(String value) {
        super(value);
    }

    /** The constant with this text, or a value that keeps an unknown one. */
    @JsonCreator
    public static RingTone of(String value) {
        return VALUES.of(value);
    }

    /** The values that this version knows. */
    public static List<RingTone> knownValues() {
        return VALUES.list();
    }
}
