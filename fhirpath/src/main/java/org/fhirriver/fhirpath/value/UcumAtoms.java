package org.fhirriver.fhirpath.value;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.fhirriver.fhirpath.value.Ucum.Unit;
import org.jspecify.annotations.Nullable;

/** The symbols of UCUM and what they stand for; the first seven are the base units, arbitrary units have their own. */
final class UcumAtoms {

    /** The seven base units, and one dimension for each arbitrary unit. */
    static final int BASES = 11;

    private static final Map<String, BigDecimal> PREFIXES = prefixes();
    private static final Map<String, Unit> METRIC = new HashMap<>();
    private static final Map<String, Unit> OTHERS = new HashMap<>();

    private static final String METRIC_UNITS = """
            mol 602213670000000000000000 1
            sr 1 rad2
            Hz 1 s-1
            N 1000 g.m/s2
            Pa 1 N/m2
            J 1 N.m
            W 1 J/s
            A 1 C/s
            V 1 J/C
            F 1 C/V
            Ohm 1 V/A
            S 1 A/V
            Wb 1 V.s
            T 1 Wb/m2
            H 1 Wb/A
            lm 1 cd.sr
            lx 1 lm/m2
            Bq 1 s-1
            Gy 1 J/kg
            Sv 1 J/kg
            Ci 37000000000 Bq
            l 0.001 m3
            L 0.001 m3
            ar 100 m2
            t 1000 kg
            bar 100000 Pa
            u 0.00000000000000000000000166054021 g
            eV 0.000000000000000000160217733 J
            pc 30856780000000000 m
            m[H2O] 9806.65 Pa
            m[Hg] 133322 Pa
            cal 4.184 J
            [Cal] 4184 J
            cal_th 4.184 J
            dyn 0.00001 N
            erg 0.0000001 J
            P 0.1 Pa.s
            St 0.0001 m2/s
            kat 1 mol/s
            osm 1 mol
            [IU] 1 [iU]
            g% 10 g/l
            R 0.000258 C/kg
            RAD 0.01 Gy
            REM 0.01 Sv
            G 0.0001 T
            bit_s 1 1
            bit 1 1
            By 8 bit
            Bd 1 s-1
            b 0.0000000000000000000000000001 m2""";

    private static final String OTHER_UNITS = """
            10* 10 1
            10^ 10 1
            [pi] 3.1415926535897932384626433832795028841971693993751058209749445923 1
            % 0.01 1
            [ppth] 0.001 1
            [ppm] 0.000001 1
            [ppb] 0.000000001 1
            [pptr] 0.000000000001 1
            deg 0.01745329251994329576923690768488612713 rad
            gon 0.9 deg
            ' 0.0002908882086657215961539484614147687855 rad
            '' 0.000004848136811095359935899141023579479759 rad
            min 60 s
            h 60 min
            d 24 h
            a_t 365.24219 d
            a_j 365.25 d
            a_g 365.2425 d
            a 365.25 d
            wk 7 d
            mo_s 29.53059 d
            mo_j 30.4375 d
            mo_g 30.436875 d
            mo 30.4375 d
            AU 149597870691 m
            atm 101325 Pa
            [lbf_av] 4.4482216152605 N
            [g] 9.80665 m/s2
            [c] 299792458 m/s
            [in_i] 2.54 cm
            [ft_i] 12 [in_i]
            [yd_i] 3 [ft_i]
            [mi_i] 5280 [ft_i]
            [fth_i] 6 [ft_i]
            [nmi_i] 1852 m
            [kn_i] 1 [nmi_i]/h
            [sin_i] 1 [in_i]2
            [sft_i] 1 [ft_i]2
            [cin_i] 1 [in_i]3
            [cft_i] 1 [ft_i]3
            [ft_us] 0.3048006096012192024384048768097536195072 m
            [in_us] 0.0254000508001016002032004064008128016256 m
            [mil_i] 0.001 [in_i]
            [hd_i] 4 [in_i]
            [gal_us] 231 [in_i]3
            [bbl_us] 42 [gal_us]
            [qt_us] 0.25 [gal_us]
            [pt_us] 0.125 [gal_us]
            [gil_us] 0.03125 [gal_us]
            [foz_us] 0.0078125 [gal_us]
            [fdr_us] 0.0009765625 [gal_us]
            [tbs_us] 0.00390625 [gal_us]
            [tsp_us] 0.04928921593749999999 dl
            [cup_us] 0.0625 [gal_us]
            [foz_m] 30 mL
            [cup_m] 240 mL
            [tsp_m] 5 mL
            [tbs_m] 15 mL
            [gal_br] 4.54609 l
            [qt_br] 1.1365225 l
            [pt_br] 0.56826125 l
            [foz_br] 0.0284130625 l
            [gr] 64.79891 mg
            [lb_av] 7000 [gr]
            [oz_av] 437.5 [gr]
            [dr_av] 27.34375 [gr]
            [scwt_av] 100 [lb_av]
            [lcwt_av] 112 [lb_av]
            [ston_av] 2000 [lb_av]
            [lton_av] 2240 [lb_av]
            [stone_av] 14 [lb_av]
            [oz_tr] 480 [gr]
            [lb_tr] 5760 [gr]
            [car_m] 0.2 g
            [in_i'H2O] 2490.8891 g/m/s2
            [in_i'Hg] 33863.788 kg.m-1.s-2
            [psi] 6894.757293168361 Pa
            [Btu_IT] 1.05505585262 kJ
            [HP] 745.6998715822702 W
            [smgy'U] 1 1
            [MET] 3.5 mL/min/kg
            [drp] 0.05 ml
            [hpf] 1 1
            [lpf] 100 1
            [pH] 1 1
            [cfu] 1 [CFU]
            [PFU] 1 [CFU]
            [USP'U] 1 [arb'U]
            [anti'Xa'U] 1 [arb'U]
            [Ch] 0.333333333333333333333333333333333333 mm
            [diop] 1 /m
            [car_Au] 0.041666666666666666666666666666666666667 1""";

    private UcumAtoms() {}

    static {
        String[] bases = {"m", "s", "g", "rad", "K", "C", "cd", "[iU]", "[arb'U]", "[CFU]", "eq"};
        for (int i = 0; i < bases.length; i++) {
            int[] exponents = new int[BASES];
            exponents[i] = 1;
            METRIC.put(bases[i], new Unit(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO, exponents));
        }
        // symbol, factor, unit; metric units take prefixes
        for (String line : METRIC_UNITS.split("\n")) {
            define(METRIC, line.strip().split(" "));
        }
        for (String line : OTHER_UNITS.split("\n")) {
            define(OTHERS, line.strip().split(" "));
        }
        define(METRIC, new String[] {"U", "1", "umol/min"});
        METRIC.put("Cel", scale("273.15", "1", "1"));
        OTHERS.put("[degF]", scale("459.67", "5", "9"));
    }

    private static Unit scale(String offset, String numerator, String denominator) {
        int[] exponents = new int[BASES];
        exponents[4] = 1;
        return new Unit(new BigDecimal(numerator), new BigDecimal(denominator), new BigDecimal(offset), exponents);
    }

    private static void define(Map<String, Unit> table, String[] columns) {
        Unit unit = Ucum.parse(columns[2]);
        if (unit == null) {
            throw new IllegalStateException("The unit " + columns[0] + " is made of an unknown unit");
        }
        table.put(columns[0], Unit.of(new BigDecimal(columns[1])).times(unit));
    }

    private static Map<String, BigDecimal> prefixes() {
        Map<String, BigDecimal> prefixes = new HashMap<>();
        String[] symbols = "Y Z E P T G M k h da d c m u n p f a z y".split(" ");
        int[] exponents = {24, 21, 18, 15, 12, 9, 6, 3, 2, 1, -1, -2, -3, -6, -9, -12, -15, -18, -21, -24};
        for (int i = 0; i < symbols.length; i++) {
            prefixes.put(symbols[i], BigDecimal.ONE.scaleByPowerOfTen(exponents[i]));
        }
        for (int i = 1; i <= 4; i++) {
            prefixes.put(" KMGT".charAt(i) + "i", BigDecimal.valueOf(1024).pow(i));
        }
        return prefixes;
    }

    /** The unit of a symbol, with or without a prefix; null when there is none. */
    static @Nullable Unit find(String symbol) {
        Unit plain = METRIC.getOrDefault(symbol, OTHERS.get(symbol));
        if (plain != null || symbol.length() < 2) {
            return plain;
        }
        Unit unit = prefixed(symbol, 1);
        return unit != null || symbol.length() < 3 ? unit : prefixed(symbol, 2);
    }

    private static @Nullable Unit prefixed(String symbol, int length) {
        BigDecimal factor = PREFIXES.get(symbol.substring(0, length));
        Unit unit = METRIC.get(symbol.substring(length));
        return factor == null || unit == null || symbol.endsWith("Cel")
                ? null
                : Unit.of(factor).times(unit);
    }
}
