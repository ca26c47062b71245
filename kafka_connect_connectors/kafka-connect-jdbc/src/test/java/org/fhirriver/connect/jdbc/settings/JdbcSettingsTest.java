package org.fhirriver.connect.jdbc.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class JdbcSettingsTest {

    private static final Map<String, String> LEAST =
            Map.of("connection.url", "jdbc:h2:mem:x", "mode", "bulk", "topic.prefix", "p-");

    private static JdbcSettings with(String... more) {
        Map<String, String> all = new HashMap<>(LEAST);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return JdbcSettings.of(all);
    }

    @Test
    void hasTheDefaultsThatUsersKnow() {
        JdbcSettings settings = JdbcSettings.of(LEAST);

        assertThat(settings.database().user()).isNull();
        assertThat(settings.database().password()).isNull();
        assertThat(settings.database().attempts()).isEqualTo(3);
        assertThat(settings.database().backoff()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.database().retries()).isEqualTo(3);
        assertThat(settings.database().quoting()).isEqualTo(Quoting.ALWAYS);
        assertThat(settings.database().isolation()).isEqualTo(Isolation.DEFAULT);
        assertThat(settings.database().namedDialect()).isEmpty();
        assertThat(settings.tables().catalogPattern()).isNull();
        assertThat(settings.tables().schemaPattern()).isNull();
        assertThat(settings.tables().types()).containsExactly("TABLE");
        assertThat(settings.tables().interval()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.tables().startupLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.reading().initialMillis()).isEmpty();
        assertThat(settings.reading().delay()).isZero();
        assertThat(settings.reading().refusesNullable()).isTrue();
        assertThat(settings.reading().overlap()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.values().zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(settings.values().numbers()).isEqualTo(NumericMapping.NONE);
        assertThat(settings.values().temporal()).isEqualTo(TemporalMapping.CONNECT_LOGICAL);
        assertThat(settings.values().granularity()).isEqualTo(TimestampGranularity.CONNECT_LOGICAL);
        assertThat(settings.pollInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.batchRows()).isEqualTo(100);
    }

    @Test
    void givesOtherConnectionKeysToTheDriver() {
        assertThat(with("connection.socketTimeout", "30").database().driverProperties())
                .isEqualTo(Map.of("socketTimeout", "30"));
    }

    @Test
    void knowsDialectsByTheirNamesInAnyForm() {
        assertThat(with("dialect.name", "PostgreSqlDatabaseDialect").database().namedDialect())
                .contains(DialectName.POSTGRESQL);
        assertThat(with("dialect.name", "mysql").database().namedDialect()).contains(DialectName.MYSQL);
    }

    @Test
    void wantsTheTablesThatAreNamedWithOrWithoutTheirSchema() {
        var patients = new TableId("db", "public", "patients");
        var others = new TableId("db", "audit", "patients");

        assertThat(with("table.whitelist", "patients").tables().wants(others)).isTrue();
        assertThat(with("table.whitelist", "\"public\".\"patients\", x")
                        .tables()
                        .wants(patients))
                .isTrue();
        assertThat(with("table.whitelist", "public.patients").tables().wants(others))
                .isFalse();
        assertThat(with("table.blacklist", "audit.patients").tables().wants(others))
                .isFalse();
        assertThat(with("table.include.list", "public\\..*").tables().wants(patients))
                .isTrue();
        assertThat(with("table.include.list", "public\\..*").tables().wants(others))
                .isFalse();
        assertThat(with("table.include.list", ".*", "table.exclude.list", ".*audit.*")
                        .tables()
                        .wants(others))
                .isFalse();
    }

    @Test
    void readsWhichColumnsHaveARoleInWhichTable() {
        var orders = new TableId("db", "public", "orders");
        var lines = new TableId("db", "public", "lines");

        ColumnRules keys = with("record.key.columns", "public.orders:id; lines:order_id,number")
                .values()
                .keys();
        ColumnRules times = with("timestamp.columns.mapping", ".*orders:[changed|created],.*:at")
                .reading()
                .timestamps();

        assertThat(keys.columnsOf(orders)).contains(List.of("id"));
        assertThat(keys.columnsOf(lines)).contains(List.of("order_id", "number"));
        assertThat(keys.columnsOf(new TableId(null, null, "other"))).isEmpty();
        assertThat(with("record.key.columns", "a, b").values().keys().columnsOf(lines))
                .contains(List.of("a", "b"));
        assertThat(times.columnsOf(orders)).contains(List.of("changed", "created"));
        assertThat(times.columnsOf(lines)).contains(List.of("at"));
    }

    @Test
    void writesTableNamesSoThatTheyCanBeReadAgain() {
        var plain = new TableId("db", "public", "orders");
        var strange = new TableId(null, "a.b", "say \"x\"");

        assertThat(TableId.parse(plain.encoded())).isEqualTo(plain);
        assertThat(TableId.parse(strange.encoded())).isEqualTo(strange);
    }

    @Test
    void documentsEveryKey() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        Set<String> keys = JdbcSettings.keys().names();

        assertThat(keys).allSatisfy(key -> assertThat(readme).contains("`" + key + "`"));
    }
}
