import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** Shows resources of the store. */
public final class QueryStore {

    private static final JsonWriterSettings JSON = JsonWriterSettings.builder()
            .outputMode(JsonMode.RELAXED)
            .indent(true)
            .decimal128Converter((value, writer) -> writer.writeNumber(value.toString()))
            .build();

    private String type = "";
    private final Document filter = new Document();
    private int limit = 3;
    private boolean newest;
    private boolean count;

    private QueryStore() {}

    public static void main(String[] arguments) {
        QueryStore query = new QueryStore();
        query.read(arguments);
        String uri = System.getenv("MONGODB_URI");
        ConnectionString address =
                new ConnectionString(uri == null || uri.isBlank() ? "mongodb://localhost:27017/fhir" : uri);
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(address)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .build();
        try (MongoClient client = MongoClients.create(settings)) {
            String name = address.getDatabase();
            query.run(client.getDatabase(name == null ? "fhir" : name));
        } catch (MongoException e) {
            stop("No store answers at " + address.getHosts() + ": is the river up? MONGODB_URI names another place.");
        }
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.indexOf('=');
            if (argument.equals("--newest")) {
                newest = true;
            } else if (argument.equals("--count")) {
                count = true;
            } else if (argument.equals("--limit")) {
                limit = number(arguments, ++i);
            } else if (equals > 0) {
                String element = argument.substring(0, equals);
                String path = element.equals("identifier") ? "identifier.value" : element;
                filter.append(path, value(argument.substring(equals + 1)));
            } else if (type.isEmpty() && !argument.startsWith("-")) {
                type = argument;
            } else {
                stop("Unknown argument " + argument + "; see --help.");
            }
        }
    }

    /** Text that reads as true or false is a boolean in FHIR; numbers stay text, for identifiers and codes are. */
    private static Object value(String text) {
        return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
    }

    private void run(MongoDatabase database) {
        List<String> types = new ArrayList<>(new TreeSet<>(database.listCollectionNames().into(new ArrayList<>())));
        types.removeIf(name -> name.startsWith("_") || name.startsWith("system."));
        if (type.isEmpty()) {
            types.forEach(name -> System.out.printf("%8d %s%n", database.getCollection(name).countDocuments(), name));
            System.out.println("Next: query-store <type> shows some of them.");
            return;
        }
        if (!types.contains(type)) {
            stop("The store has no " + type + ". It has: " + String.join(", ", types));
        }
        MongoCollection<Document> resources = database.getCollection(type);
        long found = resources.countDocuments(filter);
        if (!count) {
            FindIterable<Document> documents = resources.find(filter).limit(limit);
            if (newest) {
                documents = documents.sort(new Document("meta.lastUpdated", -1));
            }
            documents.forEach(document -> System.out.println(document.toJson(JSON)));
        }
        System.out.println(found + " " + type + (filter.isEmpty() ? "" : " with " + filter.toJson())
                + (!count && found > limit ? "; " + limit + " of them shown" : ""));
    }

    private static int number(String[] arguments, int index) {
        if (index < arguments.length && arguments[index].matches("[1-9][0-9]{0,8}")) {
            return Integer.parseInt(arguments[index]);
        }
        stop("--limit takes a number.");
        return 0;
    }

    private static void stop(String reason) {
        System.err.println(reason);
        System.exit(1);
    }
}
