import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Decimal128;

/** Changes values at a steady rate, and finds out when they are in the store. */
public final class CdcLatency {

    private static final int WARM_UP_SECONDS = 10;
    private static final int PATIENCE_SECONDS = 30;
    private static final int LOOK_EVERY_MILLIS = 10;
    /** Who looks for all changes is the store's busiest client. */
    private static final int LOOK_FOR_ONE_IN = 10;

    private static final int MOST_AT_A_TIME = 50;
    /** A commit waits for the disk; a database that has several at a time writes them together. */
    private static final int CONNECTIONS = 8;

    /** What is changed, and where it shows: in {@code valueQuantity.value} of an Observation. */
    private record Subject(String keys, String update, String pipeline, String url) {}

    private static final Map<String, Subject> SUBJECTS = Map.of(
            "mimic",
            new Subject(
                    "SELECT row_id FROM labevents WHERE valuenum IS NOT NULL ORDER BY row_id",
                    "UPDATE labevents SET valuenum = ?, value = NULL WHERE row_id = ?",
                    "mimic-labevents",
                    "jdbc:postgresql://localhost:5432/mimic"),
            "openmrs",
            new Subject(
                    "SELECT obs_id FROM obs WHERE value_numeric IS NOT NULL AND voided = 0 ORDER BY obs_id",
                    "UPDATE obs SET value_numeric = ? WHERE obs_id = ?",
                    "openmrs-observations",
                    "jdbc:mariadb://localhost:3306/openmrs"));

    /** A change on its way. */
    private record Change(int number, long committed, boolean counts) {}

    private final Subject subject;
    private final int rate;
    private final int seconds;
    /** By the document's id; a later change of the same document takes the place of an earlier one. */
    private final Map<String, Change> onTheWay = new ConcurrentHashMap<>();
    private final List<Double> millis = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean done;

    private CdcLatency(Subject subject, int rate, int seconds) {
        this.subject = subject;
        this.rate = rate;
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0 || !SUBJECTS.containsKey(arguments[0])) {
            stop("Say which database: mimic or openmrs; see --help.");
        }
        int rate = 200;
        int seconds = 30;
        for (int i = 1; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--rate" -> rate = Integer.parseInt(arguments[++i]);
                case "--seconds" -> seconds = Integer.parseInt(arguments[++i]);
                default -> stop("Unknown argument " + arguments[i] + "; see --help.");
            }
        }
        new CdcLatency(SUBJECTS.get(arguments[0]), rate, seconds).run(arguments[0].toUpperCase(Locale.ROOT));
    }

    private void run(String system) throws Exception {
        String uri = setting("MONGODB_URI", "mongodb://localhost:27017/fhir");
        String url = setting(system + "_JDBC_URL", subject.url());
        try (MongoClient client = MongoClients.create(uri);
                Connection database = connect(url, system)) {
            MongoCollection<Document> store = client.getDatabase("fhir").getCollection("Observation");
            Map<String, String> ids = ids(store);
            List<Long> keys = keys(database);
            keys.removeIf(key -> !ids.containsKey(String.valueOf(key)));
            if (keys.isEmpty()) {
                stop("The store has no Observation of " + subject.pipeline() + " yet.");
            }
            System.out.printf("%,d changes a second of %,d rows, for %d s%n", rate, keys.size(), seconds);
            var watch = new Thread(() -> watch(store));
            watch.start();
            int changes = change(url, system, keys, ids);
            long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
            while (!onTheWay.isEmpty() && System.nanoTime() < end) {
                LockSupport.parkNanos(50_000_000);
            }
            done = true;
            watch.join();
            tell(changes);
        }
    }

    private static Connection connect(String url, String system) throws SQLException {
        return DriverManager.getConnection(
                url, setting(system + "_JDBC_USER", "river"), setting(system + "_JDBC_PASSWORD", ""));
    }

    private Map<String, String> ids(MongoCollection<Document> store) {
        Map<String, String> ids = new HashMap<>();
        store.find(Filters.eq("_river.pipeline", subject.pipeline()))
                .projection(Projections.include("_river.key"))
                .forEach(each -> ids.put(each.getEmbedded(List.of("_river", "key"), String.class), each.getString("_id")));
        return ids;
    }

    private List<Long> keys(Connection database) throws SQLException {
        var keys = new ArrayList<Long>();
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(subject.keys())) {
            while (rows.next()) {
                keys.add(rows.getLong(1));
            }
        }
        return keys;
    }

    /** Changes one row after the other, each in its moment; gives how many changes count. */
    private int change(String url, String system, List<Long> keys, Map<String, String> ids) throws Exception {
        int warmUp = WARM_UP_SECONDS * rate;
        int all = warmUp + seconds * rate;
        // Above what the rows have, and different in each run.
        int base = (int) (System.currentTimeMillis() / 1000 % 100_000) * 10_000;
        long start = System.nanoTime() + 200_000_000;
        var writers = new ArrayList<Future<?>>();
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        for (int writer = 0; writer < CONNECTIONS; writer++) {
            int own = writer;
            writers.add(threads.submit(() -> {
                try (Connection database = connect(url, system);
                        PreparedStatement update = database.prepareStatement(subject.update())) {
                    for (int i = 0; i < all; i++) {
                        int row = i % keys.size();
                        // A row has one writer, so that its last change is the one with the highest number.
                        if (row % CONNECTIONS == own) {
                            LockSupport.parkNanos(start + i * 1_000_000_000L / rate - System.nanoTime());
                            long key = keys.get(row);
                            update.setInt(1, base + i);
                            update.setLong(2, key);
                            update.executeUpdate();
                            if (i % LOOK_FOR_ONE_IN == 0) {
                                var change = new Change(base + i, System.nanoTime(), i >= warmUp);
                                onTheWay.put(ids.get(String.valueOf(key)), change);
                            }
                        }
                    }
                }
                return null;
            }));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        threads.shutdown();
        double took = (System.nanoTime() - start) / 1e9;
        if (took > 1.1 * (WARM_UP_SECONDS + seconds)) {
            System.out.printf("The database took %.0f changes a second only.%n", all / took);
        }
        return (all - warmUp) / LOOK_FOR_ONE_IN;
    }

    private void watch(MongoCollection<Document> store) {
        while (!done) {
            Map<String, Change> waiting = oldest();
            if (!waiting.isEmpty()) {
                store.find(Filters.in("_id", waiting.keySet()))
                        .projection(Projections.include("valueQuantity.value"))
                        .forEach(document -> arrived(document, waiting.get(document.getString("_id"))));
            }
            LockSupport.parkNanos(LOOK_EVERY_MILLIS * 1_000_000L);
        }
    }

    /** Not more than the store can tell of beside its work. */
    private Map<String, Change> oldest() {
        return onTheWay.entrySet().stream()
                .sorted(Comparator.comparingLong(each -> each.getValue().committed()))
                .limit(MOST_AT_A_TIME)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void arrived(Document document, Change change) {
        Object value = document.getEmbedded(List.of("valueQuantity", "value"), Object.class);
        BigDecimal number = value instanceof Decimal128 decimal ? decimal.bigDecimalValue() : new BigDecimal(String.valueOf(value));
        if (number.compareTo(BigDecimal.valueOf(change.number())) >= 0
                && onTheWay.remove(document.getString("_id"), change)
                && change.counts()) {
            millis.add((System.nanoTime() - change.committed()) / 1e6);
        }
    }

    private void tell(int changes) {
        var sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        if (sorted.isEmpty()) {
            stop("None of the changes has arrived.");
        }
        System.out.printf(
                Locale.ROOT,
                "median %.0f ms, 90th percentile %.0f ms, 99th %.0f ms, longest %.0f ms; looked for %,d changes, of which %,d were seen and %,d are not there%n",
                at(sorted, 0.5),
                at(sorted, 0.9),
                at(sorted, 0.99),
                sorted.get(sorted.size() - 1),
                changes,
                sorted.size(),
                onTheWay.size());
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }

    private static String setting(String name, String usual) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? usual : value;
    }

    private static void stop(String message) {
        System.err.println(message);
        System.exit(1);
    }
}
