package org.fhirriver.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.model.Filters;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fhirriver.test.DatabaseServer;
import org.fhirriver.test.MySqlForTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However databases change, what capture leaves in the store is what reading everything again leaves there.
 *
 * <p>In {@code test.jvm.arguments}, {@code -Dcapture.steps} makes histories longer, {@code -Dcapture.seed} makes others,
 * {@code -Dcapture.cuts} says how often the line to each of the databases breaks meanwhile, and {@code -Dcapture.kills=true}
 * kills the processes of the services and of the worker. {@code -Dcapture.mysql=true} takes a real MySQL for OpenMRS.
 */
final class RandomHistoriesIT {

    private static final int STEPS = Integer.getInteger("capture.steps", 400);
    private static final long SEED = Long.getLong("capture.seed", 1);
    private static final int CUTS = Integer.getInteger("capture.cuts", 0);
    private static final List<String> KILLED =
            Boolean.getBoolean("capture.kills") ? List.of("connect", "extractor", "transformer", "loader") : List.of();
    private static final int PIECES = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The tables of the sample with their primary keys; what else identifies a row stands behind. */
    private static final Map<String, List<String>> MIMIC = Map.of(
            "patients", List.of("row_id", "subject_id"),
            "admissions", List.of("row_id", "hadm_id"),
            "icustays", List.of("row_id", "icustay_id"),
            "diagnoses_icd", List.of("row_id"),
            "procedures_icd", List.of("row_id"),
            "labevents", List.of("row_id"),
            "prescriptions", List.of("row_id"));

    private static final Map<String, List<String>> OPENMRS = Map.ofEntries(
            Map.entry("person", List.of("person_id", "uuid")),
            Map.entry("person_name", List.of("person_name_id", "uuid")),
            Map.entry("person_address", List.of("person_address_id", "uuid")),
            Map.entry("person_attribute", List.of("person_attribute_id", "uuid")),
            Map.entry("patient", List.of("patient_id")),
            Map.entry("patient_identifier", List.of("patient_identifier_id", "uuid")),
            Map.entry("patient_identifier_type", List.of("patient_identifier_type_id", "uuid")),
            Map.entry("location", List.of("location_id", "uuid")),
            Map.entry("provider", List.of("provider_id", "uuid")),
            Map.entry("visit", List.of("visit_id", "uuid")),
            Map.entry("encounter", List.of("encounter_id", "uuid")),
            Map.entry("encounter_type", List.of("encounter_type_id", "uuid")),
            Map.entry("encounter_provider", List.of("encounter_provider_id", "uuid")),
            Map.entry("concept", List.of("concept_id", "uuid")),
            Map.entry("concept_name", List.of("concept_name_id", "uuid")),
            Map.entry("concept_reference_map", List.of("concept_map_id", "uuid")),
            Map.entry("obs", List.of("obs_id", "uuid")),
            Map.entry("conditions", List.of("condition_id", "uuid")),
            Map.entry("encounter_diagnosis", List.of("diagnosis_id", "uuid")),
            Map.entry("orders", List.of("order_id", "uuid")));

    private static final Set<String> NAMES = Set.of(
            "name", "given_name", "family_name", "city_village", "identifier", "diagnosis", "drug", "value_text");

    @TempDir
    private Path folder;

    @Test
    void leaveWhatReadingEverythingLeaves() throws Exception {
        try (var river = new CapturedRiver(folder, List.of("mimic", "openmrs"), SEED, mysql());
                Connection mimic = river.postgresql();
                Connection openmrs = river.openmrs()) {
            for (Path connector : river.connectors()) {
                river.capture(connector);
            }
            river.batch();
            Documents before = Documents.of(river.store());
            var histories = List.of(history(mimic, MIMIC), history(openmrs, OPENMRS));
            for (int piece = 0; piece < PIECES; piece++) {
                river.breakLines(CUTS / PIECES + (piece < CUTS % PIECES ? 1 : 0));
                for (History history : histories) {
                    history.make(STEPS / PIECES);
                }
                if (!KILLED.isEmpty()) {
                    river.kill(KILLED.get(piece % KILLED.size()));
                }
            }

            untilTheLastBreak(river, histories);
            awaitEnd(river, mimic, openmrs);
            Documents captured = atTheEnd(river);
            Documents.clear(river.store());
            river.batch();
            Documents fresh = Documents.of(river.store());

            assertThat(fresh.byId()).hasSizeGreaterThan(5_000);
            assertThat(captured.changedSince(before))
                    .contains(
                            "mimic-admissions",
                            "mimic-labevents",
                            "openmrs-encounters",
                            "openmrs-locations",
                            "openmrs-observations",
                            "openmrs-patients");
            assertThat(captured.differencesTo(fresh))
                    .as("as captured, and as read again: %s", captured.examples(fresh))
                    .isEmpty();
        }
    }

    private static Optional<DatabaseServer> mysql() {
        return Boolean.getBoolean("capture.mysql") ? Optional.of(MySqlForTests.startReal()) : Optional.empty();
    }

    /** The lines break while something goes over them. */
    private static void untilTheLastBreak(CapturedRiver river, List<History> histories) {
        await().atMost(PATIENCE).until(() -> {
            if (river.breaksLeft() > 0) {
                for (History history : histories) {
                    history.make(1);
                }
            }
            return river.breaksLeft() == 0;
        });
    }

    private static History history(Connection connection, Map<String, List<String>> described) throws SQLException {
        var tables = new ArrayList<Table>();
        for (String name : new TreeSet<>(described.keySet())) {
            List<String> columns = described.get(name);
            tables.add(Table.of(connection, name, columns.get(0), Set.copyOf(columns.subList(1, columns.size()))));
        }
        return new History(connection, tables, NAMES, SEED);
    }

    /** Makes a last change of each database, which is in the store when all before it have come out of the log. */
    private static void awaitEnd(CapturedRiver river, Connection mimic, Connection openmrs) throws SQLException {
        execute(mimic, "UPDATE patients SET dob = '2999-12-31' WHERE row_id = (SELECT MIN(row_id) FROM patients)");
        execute(openmrs, "UPDATE location SET name = 'The end', retired = 0 ORDER BY location_id LIMIT 1");
        await().atMost(PATIENCE)
                .until(() ->
                        river.store().getCollection("Patient").countDocuments(Filters.eq("birthDate", "2999-12-31")) > 0
                                && river.store().getCollection("Location").countDocuments(Filters.eq("name", "The end"))
                                        > 0);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
        connection.commit();
    }

    /** What is in the store when nobody has anything to do any more. */
    private static Documents atTheEnd(CapturedRiver river) {
        try (var backlog = new Backlog(river.kafka())) {
            await().atMost(PATIENCE).until(backlog::isEmpty);
        }
        return Documents.of(river.store());
    }
}
