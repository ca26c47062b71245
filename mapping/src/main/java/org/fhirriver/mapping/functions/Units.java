package org.fhirriver.mapping.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.fhirpath.eval.CustomFunction;
import org.fhirriver.fhirpath.value.Items;
import org.fhirriver.fhirpath.value.Quantities;
import org.fhirriver.fhirpath.value.ValueProblem;

/**
 * {@code ucum(unit [, default])}: the UCUM code of a unit as hospitals write it.
 *
 * <p>A unit is looked up as it is written, then without regard to case where that tells one unit from all others.
 */
final class Units {

    private static final String TABLE = "units.csv";
    private static final Units COMMON = read();

    private final Map<String, String> exact = new HashMap<>();
    private final Map<String, String> anyCase = new HashMap<>();

    private Units(List<String> lines) {
        Set<String> ambiguous = new HashSet<>();
        for (String line : lines) {
            int comma = line.indexOf(',');
            String code = line.substring(comma + 1);
            add(plain(line.substring(0, comma)), code, ambiguous);
            add(plain(code), code, ambiguous);
        }
        ambiguous.forEach(anyCase::remove);
        anyCase.keySet().removeIf(unit -> unit.length() == 1);
    }

    private void add(String unit, String code, Set<String> ambiguous) {
        exact.put(unit, code);
        String other = anyCase.putIfAbsent(unit.toLowerCase(Locale.ROOT), code);
        if (other != null && !other.equals(code)) {
            ambiguous.add(unit.toLowerCase(Locale.ROOT));
        }
    }

    static CustomFunction definition() {
        return new Definition("ucum", 1, 2, Units::bind);
    }

    /** {@code unit.isUcum()}: whether the text is a code of UCUM as it stands. */
    static CustomFunction isUcum() {
        return new Definition("isUcum", 0, 0, call -> (evaluation, input, arguments) -> {
            String unit = Texts.of(input, "The input of isUcum()");
            return unit == null ? null : Quantities.isUcum(unit);
        });
    }

    private static CustomFunction.Body bind(Call call) {
        Optional<String> written = call.literal(0, String.class).filter(unit -> !unit.isBlank());
        if (call.count() == 1 && written.isPresent() && code(written.get()).isEmpty()) {
            throw call.problem(0, "The unit '" + written.get() + "' is not in the table of units");
        }
        return (evaluation, input, arguments) -> {
            String unit = Texts.notBlank(arguments[0], "The unit");
            if (unit == null) {
                return null;
            }
            Optional<String> code = COMMON.find(unit);
            if (code.isPresent()) {
                return code.get();
            }
            if (arguments.length == 2) {
                return Items.single(arguments[1], "The default of ucum()");
            }
            throw new ValueProblem(
                    "The unit is not in the table of units, and no second argument says what becomes of it");
        };
    }

    /** The code of a unit. */
    static Optional<String> code(String unit) {
        return COMMON.find(unit);
    }

    /** The codes that the table knows. */
    static Set<String> codes() {
        return new HashSet<>(COMMON.exact.values());
    }

    private Optional<String> find(String unit) {
        String plain = plain(unit);
        String code = exact.get(plain);
        return Optional.ofNullable(code != null ? code : anyCase.get(plain.toLowerCase(Locale.ROOT)));
    }

    /** One spelling for what differs only in typography. */
    private static String plain(String unit) {
        StringBuilder plain = new StringBuilder(unit.length());
        for (int i = 0; i < unit.length(); i++) {
            char c = unit.charAt(i);
            switch (c) {
                case '\u00B5', '\u03BC' -> plain.append('u');
                case '\u00B2' -> plain.append('2');
                case '\u00B3' -> plain.append('3');
                case '\u2079' -> plain.append('9');
                case '\u2076' -> plain.append('6');
                case '\u00D7' -> plain.append('x');
                case '\u00BA', '\u02DA' -> plain.append('\u00B0');
                case '\u2044', '\u2215' -> plain.append('/');
                default -> {
                    if (!Character.isWhitespace(c) && !Character.isSpaceChar(c)) {
                        plain.append(c);
                    }
                }
            }
        }
        return plain.toString();
    }

    private static Units read() {
        try (InputStream table = Units.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException("The table of units is not part of the library");
            }
            List<String> lines = new ArrayList<>(new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
            return new Units(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
