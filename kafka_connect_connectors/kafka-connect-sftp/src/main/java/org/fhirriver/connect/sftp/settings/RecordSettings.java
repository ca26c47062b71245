package org.fhirriver.connect.sftp.settings;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a row.
 *
 * @param topic a topic's name, or a text with $1 and so on for groups of the file pattern
 * @param valueSchema null when each file's header makes it
 * @param keySchema null when the key is text, or there is none
 * @param keyColumns the columns of a text key, by topic
 */
public record RecordSettings(
        String topic,
        String errorTopic,
        OnError onError,
        @Nullable Schema valueSchema,
        @Nullable Schema keySchema,
        List<String> generatedKeyFields,
        Optional<String> generatedKeyName,
        Optional<String> generatedValueName,
        KeyColumns keyColumns,
        List<String> timestampFormats,
        ZoneId timestampZone) {

    public RecordSettings {
        generatedKeyFields = List.copyOf(generatedKeyFields);
        timestampFormats = List.copyOf(timestampFormats);
    }
}
