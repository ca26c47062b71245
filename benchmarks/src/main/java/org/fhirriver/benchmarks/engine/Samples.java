package org.fhirriver.benchmarks.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fhirriver.mapping.record.RecordReader;
import org.jspecify.annotations.Nullable;

/** Made-up records, the same for the same seed. */
public final class Samples {

    private static final List<String> FAMILIES =
            List.of("Stone", "Müller", "García", "O'Neil", "Nguyễn", "Smith-Jones");
    private static final List<String> GIVEN = List.of("Anna", "José", "Li", "Fatima", "John", "Zoë");
    private static final List<String> CITIES = List.of("Boston", "Springfield", "Worcester", "New Bedford");
    private static final List<String> FLAGS = List.of("abnormal", "delta");
    private static final List<String> MARITAL = List.of("M", "S", "W");
    private static final List<Item> ITEMS = List.of(
            new Item(50912, "Creatinine", "mg/dL", 1, 2),
            new Item(50931, "Glucose", "mg/dL", 90, 0),
            new Item(50971, "Potassium", "mEq/L", 4, 1),
            new Item(50983, "Sodium", "mEq/L", 140, 0),
            new Item(51222, "Hemoglobin", "g/dL", 13, 1),
            new Item(51301, "White Blood Cells", "K/uL", 8, 1));

    private final Random random;

    /** Records that follow from a seed. */
    public Samples(long seed) {
        random = new Random(seed);
    }

    private record Item(int id, String name, String unit, int usual, int scale) {}

    /** A flat row of a patient. */
    public byte[] patient(int number) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("patient_id", number);
        row.put("family", one(FAMILIES));
        row.put("given", one(GIVEN));
        row.put("gender", sex());
        row.put("birth_date", birthDate());
        row.put("phone", phone());
        row.put("street", street());
        row.put("city", one(CITIES));
        row.put("zip", zip());
        return RecordReader.json(row);
    }

    /** A row of a measurement. */
    public byte[] lab(int number) {
        Item item = one(ITEMS);
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("row_id", number);
        row.put("patient_id", random.nextInt(50_000));
        row.put("stay_id", random.nextInt(200_000));
        row.put("item_id", item.id());
        row.put("item", item.name());
        row.put("taken", taken());
        row.put(
                "number",
                new BigDecimal(item.usual())
                        .setScale(item.scale())
                        .multiply(BigDecimal.valueOf(1 + random.nextInt(3))));
        row.put("unit", item.unit());
        row.put("flag", random.nextInt(4) == 0 ? one(FLAGS) : null);
        return RecordReader.json(row);
    }

    /** A person with children. */
    public byte[] person(int number) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("person_id", number);
        row.put("gender", sex());
        row.put("birth_date", birthDate());
        row.put("died", null);
        row.put("married", one(MARITAL));
        row.put("phone", phone());
        row.put("mobile", phone());
        row.put("email", "p" + number + "@bench.example");
        row.put("practice", "Practice of Dr. " + one(FAMILIES));
        row.put("language", "en");
        row.put("names", List.of(name(true), name(false)));
        List<Object> identifiers = new ArrayList<>();
        identifiers.add(fields("type", "mrn", "value", "M" + number));
        identifiers.add(fields("type", "insurance", "value", "I" + random.nextInt(1_000_000)));
        row.put("identifiers", identifiers);
        row.put(
                "addresses",
                List.of(fields(
                        "street",
                        street(),
                        "city",
                        one(CITIES),
                        "district",
                        "Suffolk",
                        "state",
                        "MA",
                        "zip",
                        zip(),
                        "country",
                        "US")));
        row.put("contacts", List.of(fields("family", one(FAMILIES), "given", one(GIVEN), "phone", phone())));
        return RecordReader.json(row);
    }

    private Map<String, @Nullable Object> name(boolean preferred) {
        Map<String, @Nullable Object> name =
                fields("family", one(FAMILIES), "given", one(GIVEN), "middle", one(GIVEN), "prefix", "Dr.");
        name.put("preferred", preferred);
        return name;
    }

    private static Map<String, @Nullable Object> fields(String... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private String sex() {
        return random.nextBoolean() ? "F" : "M";
    }

    private String birthDate() {
        return LocalDate.of(1930, 1, 1).plusDays(random.nextInt(30_000)).toString();
    }

    /** By day: at night a local time may not exist, where clocks were put forward. */
    private String taken() {
        return LocalDate.of(2020, 1, 1)
                .plusDays(random.nextInt(1_400))
                .atTime(8 + random.nextInt(10), random.nextInt(60), 1)
                .toString();
    }

    private String phone() {
        return "+1 555 " + (1_000_000 + random.nextInt(9_000_000));
    }

    private String street() {
        return 1 + random.nextInt(900) + " Main Street";
    }

    private String zip() {
        return "0" + (1_000 + random.nextInt(1_800));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
