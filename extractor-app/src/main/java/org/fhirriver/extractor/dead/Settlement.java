package org.fhirriver.extractor.dead;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.fhirriver.extractor.publish.RecordMessages;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.LedgerEntry;
import org.fhirriver.messages.LedgerEntry.Count;
import org.fhirriver.messages.Stage;

/** The messages that settle dead letters, to be published together with what becomes of them. */
final class Settlement {

    private final Instant at;
    private final List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
    private final Map<Account, Long> taken = new LinkedHashMap<>();

    private record Account(String batch, String pipeline, Stage stage) {}

    Settlement(Instant at) {
        this.at = at;
    }

    /** A letter is settled: nothing is to be done about it any more. */
    void settle(Letter letter) {
        RecordHeaders headers = new RecordHeaders();
        put(headers, Headers.SETTLES, letter.position().toString());
        put(headers, Headers.STAGE, letter.stage().code());
        put(headers, Headers.PIPELINE, letter.pipeline());
        put(headers, Headers.BATCH, letter.batch());
        put(headers, Headers.CAUSE, letter.cause());
        byte[] key = letter.key().map(Settlement::bytes).orElse(null);
        messages.add(new ProducerRecord<>(
                letter.position().topic(), letter.position().partition(), null, key, null, headers));
    }

    /** What the letter is about is on its way again, and no longer counts as rejected in its batch. */
    void replay(Letter letter) {
        settle(letter);
        if (!letter.batch().isEmpty()) {
            taken.merge(new Account(letter.batch(), letter.pipeline(), letter.stage()), 1L, Long::sum);
        }
    }

    /** A message goes with it. */
    void send(ProducerRecord<byte[], byte[]> message) {
        messages.add(message);
    }

    /** All of it, with the ledger's entries as the last. */
    List<ProducerRecord<byte[], byte[]>> messages() {
        List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(messages);
        taken.forEach((account, number) -> all.add(RecordMessages.ledger(new LedgerEntry.Counted(
                account.batch(),
                at,
                account.pipeline(),
                account.stage(),
                "",
                0,
                Map.of(account.stage() == Stage.LOADER ? Count.DEAD : Count.REJECTED, -number)))));
        return all;
    }

    private static byte[] bytes(ByteBuffer key) {
        byte[] bytes = new byte[key.remaining()];
        key.duplicate().get(bytes);
        return bytes;
    }

    private static void put(RecordHeaders headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.add(name, value.getBytes(UTF_8));
        }
    }
}
