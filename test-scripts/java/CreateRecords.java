import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** Puts a made-up patient with an admission, diagnoses, laboratory results and a prescription into the database. */
public final class CreateRecords {

    private static final List<String> PIPELINES =
            List.of("mimic-patients", "mimic-admissions", "mimic-diagnoses", "mimic-labevents", "mimic-prescriptions");

    private final Connection database;

    private CreateRecords(Connection database) {
        this.database = database;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Optional<Integer> known = Optional.empty();
        boolean extract = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--extract" -> extract = true;
                case "--subject" -> known = Optional.of(number(arguments, ++i));
                default -> stop("Unknown argument " + arguments[i] + "; see --help.");
            }
        }
        int subject = create(known);
        if (extract) {
            extract(subject);
        }
        tell(subject, extract);
    }

    private static int create(Optional<Integer> known) {
        String url = setting("MIMIC_JDBC_URL", "jdbc:postgresql://localhost:5432/mimic");
        String user = setting("MIMIC_JDBC_USER", "river");
        try (Connection database = DriverManager.getConnection(url, user, setting("MIMIC_JDBC_PASSWORD", ""))) {
            database.setAutoCommit(false);
            CreateRecords records = new CreateRecords(database);
            int subject = known.isPresent() ? records.existing(known.get()) : records.patient();
            int admission = records.admission(subject);
            records.codes(subject, admission);
            records.labs(subject, admission);
            records.prescription(subject, admission);
            database.commit();
            return subject;
        } catch (SQLException e) {
            stop("The database at " + url + " said: " + e.getMessage()
                    + "\nIs the river up? MIMIC_JDBC_URL names another.");
            throw new IllegalStateException("stop() ends the program", e);
        }
    }

    private int existing(int subject) throws SQLException {
        try (PreparedStatement query = database.prepareStatement("SELECT 1 FROM patients WHERE subject_id = ?")) {
            query.setInt(1, subject);
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    stop("There is no patient " + subject + ".");
                }
            }
        }
        return subject;
    }

    private int patient() throws SQLException {
        int subject = next("patients", "subject_id");
        LocalDateTime born = LocalDateTime.of(2088, 4, 17, 0, 0);
        insert("patients", "subject_id, gender, dob, expire_flag", subject, "F", born, 0);
        return subject;
    }

    private int admission(int subject) throws SQLException {
        int admission = next("admissions", "hadm_id");
        LocalDateTime came = LocalDateTime.of(2150, 6, 1, 8, 30);
        insert("admissions",
                "subject_id, hadm_id, admittime, dischtime, admission_type, admission_location, discharge_location, "
                        + "insurance, ethnicity, edregtime, edouttime, diagnosis, hospital_expire_flag, "
                        + "has_chartevents_data",
                subject, admission, came, came.plusDays(4).plusHours(5), "EMERGENCY", "EMERGENCY ROOM ADMIT", "HOME",
                "Medicare", "UNKNOWN/NOT SPECIFIED", came.minusHours(5), came.minusMinutes(20), "CHEST PAIN", 0, 0);
        return admission;
    }

    private void codes(int subject, int admission) throws SQLException {
        insert("diagnoses_icd", "subject_id, hadm_id, seq_num, icd9_code", subject, admission, 1, "41071");
        insert("diagnoses_icd", "subject_id, hadm_id, seq_num, icd9_code", subject, admission, 2, "4019");
    }

    private void labs(int subject, int admission) throws SQLException {
        String columns = "subject_id, hadm_id, itemid, charttime, value, valuenum, valueuom, flag";
        LocalDateTime drawn = LocalDateTime.of(2150, 6, 1, 9, 5);
        insert("labevents", columns, subject, admission, 51003, drawn, "<0.01", null, "ng/mL", null);
        insert("labevents", columns, subject, admission, 51003, drawn.plusHours(6), "0.84", 0.84, "ng/mL", "abnormal");
        insert("labevents", columns, subject, admission, 50971, drawn, "4.10", 4.1, "mEq/L", null);
        insert("labevents", columns, subject, admission, 51508, drawn, "Straw", null, null, null);
    }

    private void prescription(int subject, int admission) throws SQLException {
        LocalDateTime day = LocalDateTime.of(2150, 6, 1, 0, 0);
        insert("prescriptions",
                "subject_id, hadm_id, startdate, enddate, drug_type, drug, formulary_drug_cd, ndc, prod_strength, "
                        + "dose_val_rx, dose_unit_rx, form_val_disp, form_unit_disp, route",
                subject, admission, day, day.plusDays(4), "MAIN", "Metoprolol", "METO25", "99999010201", "25mg Tab",
                "12.5", "mg", "0.5", "TAB", "PO");
    }

    private int next(String table, String column) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("SELECT coalesce(max(" + column + "), 0) + 1 FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private void insert(String table, String columns, Object... values) throws SQLException {
        int row = next(table, "row_id");
        String sql =
                "INSERT INTO " + table + " (row_id, " + columns + ") VALUES (?" + ", ?".repeat(values.length) + ")";
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setInt(1, row);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 2, values[i]);
            }
            statement.executeUpdate();
        }
        System.out.println("  " + table + ": row " + row);
    }

    private static void extract(int subject) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (String pipeline : PIPELINES) {
            URI uri = URI.create(address(pipeline, subject));
            HttpRequest post = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()).build();
            try {
                HttpResponse<String> answer = client.send(post, HttpResponse.BodyHandlers.ofString());
                System.out.println("POST " + uri + ": " + answer.statusCode());
            } catch (ConnectException e) {
                stop("Nothing listens at " + uri + ": is the river up? EXTRACTOR_URL names another place.");
            }
        }
    }

    private static void tell(int subject, boolean extracted) {
        System.out.println("Patient " + subject + " is in the database.");
        if (!extracted) {
            System.out.println("Ask for the records:");
            for (String pipeline : PIPELINES) {
                System.out.println("  curl -X POST " + address(pipeline, subject));
            }
        }
        System.out.println("Look at what became of them:");
        System.out.println("  test-scripts/query-store Patient identifier=" + subject);
        System.out.println("  test-scripts/query-store Observation --newest");
    }

    private static String address(String pipeline, int subject) {
        return setting("EXTRACTOR_URL", "http://localhost:5000") + "/extractor_sql/" + pipeline + "/" + subject;
    }

    private static int number(String[] arguments, int index) {
        if (index < arguments.length && arguments[index].matches("[0-9]{1,9}")) {
            return Integer.parseInt(arguments[index]);
        }
        stop("--subject takes a number.");
        return 0;
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static void stop(String reason) {
        System.err.println(reason);
        System.exit(1);
    }
}
