package org.fhirriver.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.fhirriver.local.ports.FreePorts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutageIT {

    @TempDir
    private static Path folder;

    private static River river;

    @BeforeAll
    static void start() throws Exception {
        river = new River(folder);
        river.sql("CREATE TABLE beds (id integer PRIMARY KEY, patient integer)", "INSERT INTO beds VALUES (1, 7)");
        river.file("hospital/beds.yaml", """
                name: hospital-beds
                key: [id]
                extract: {table: beds}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """);
        river.file("away/source.yaml", """
                name: away
                timezone: UTC
                database: {url: 'jdbc:postgresql://127.0.0.1:%d/none', user: nobody}
                """.formatted(FreePorts.next()));
        river.file("away/things.yaml", """
                name: away-things
                key: [id]
                extract: {table: things}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """);
        river.set("EXTRACTOR_SOURCE_PATIENCE", "3s");
        river.start();
        river.awaitReady();
    }

    @AfterAll
    static void stop() {
        river.close();
    }

    @Test
    void answersThatASourceIsAwayAndServesTheOthers() {
        River.Answer away = river.post("/extractor_sql/away-things/1");

        assertThat(away.status()).isEqualTo(502);
        assertThat(away.mediaType()).startsWith("application/problem+json");
        assertThat(away.json().path("detail").asText()).startsWith("The database 'away' does not answer");
        assertThat(river.post("/extractor_sql/hospital-beds/1").status()).isEqualTo(200);
        assertThat(river.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void failsABatchWhoseSourceStaysAwayAndSaysWhy() {
        String id = river.post("/extractor_sql/away-things").json().path("id").asText();

        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(river.get("/batches/" + id)
                                .json()
                                .path("pipelines")
                                .path(0)
                                .path("reason")
                                .asText())
                        .startsWith("The database 'away' does not answer"));
    }

    @Test
    void listsThePipelinesWhenOneIsUnknown() {
        River.Answer answer = river.post("/extractor_sql/hospital-bets/1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("There is no pipeline 'hospital-bets'; did you mean 'hospital-beds'?");
        assertThat(answer.json().path("known").toString()).isEqualTo("[\"away-things\",\"hospital-beds\"]");
    }

    @Test
    void publishesThatARecordIsGone() throws Exception {
        river.sql("INSERT INTO beds VALUES (17, 7)");
        assertThat(river.post("/extractor_sql/hospital-beds/17").status()).isEqualTo(200);
        river.sql("DELETE FROM beds WHERE id = 17");

        River.Answer answer = river.post("/extractor_sql/hospital-beds/0017");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("deleted").path(0).path("key").asText()).isEqualTo("17");
        assertThat(river.messages("hospital-beds").stream().filter(message -> "17".equals(River.key(message))))
                .last()
                .satisfies(message -> assertThat(message.value()).isNull());
        for (String unknown : List.of("17", "18")) {
            assertThat(river.post("/extractor_sql/hospital-beds/" + unknown)
                            .json()
                            .has("deleted"))
                    .as("what is gone already, or was never known, is not deleted")
                    .isFalse();
        }
    }

    @Test
    void answersAKeyOfTheWrongTypeWithoutReadingAnything() {
        River.Answer answer = river.post("/extractor_sql/hospital-beds/first");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("Column id holds whole numbers; the given value is none");
    }

    @Test
    void takesASavedPipelineIntoUseAndKeepsTheLastGoodOne() throws Exception {
        String good = """
                name: hospital-saved
                key: [id]
                extract: {sql: "SELECT id, patient FROM beds"}
                resources:
                  - template: {resourceType: Basic, code: {text: x}}
                """;
        river.file("hospital/saved.yaml", good);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> river.post("/extractor_sql/hospital-saved/1").status() == 200);

        river.file("hospital/saved.yaml", good.replace("id, patient", "id, patient AS subject"));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(river.post("/extractor_sql/hospital-saved/1")
                                .response()
                                .body())
                        .contains("\"subject\":7"));

        river.file("hospital/saved.yaml", good.replace("key: [id]", "key: {"));
        river.file("hospital/other.yaml", good.replace("hospital-saved", "hospital-other"));
        await().atMost(Duration.ofMinutes(2))
                .until(() -> river.post("/extractor_sql/hospital-other/1").status() == 200);

        assertThat(river.post("/extractor_sql/hospital-saved/1").status()).isEqualTo(200);
    }
}
