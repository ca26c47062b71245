package org.fhirriver.connect.kit.json;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.DecimalFormat;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.apache.kafka.connect.storage.ConverterType;
import org.fhirriver.connect.kit.Version;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's {@link JsonConverter} with the same settings and the same bytes, in less time: flat rows without schemas are
 * written as they are, where it makes a tree of each first. Everything else it is asked to do itself.
 */
public final class StreamingJsonConverter implements Converter, Versioned {

    private static final int MOST_SCHEMAS = 1_000;

    private final JsonConverter others = new JsonConverter();
    private final Map<Schema, Optional<StructJson>> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, Optional<StructJson>> eldest) {
            return size() > MOST_SCHEMAS;
        }
    };
    private final JsonBuffer buffer = new JsonBuffer();

    private boolean streams;
    private boolean decimalsAreNumbers;
    private @Nullable Schema last;
    private Optional<StructJson> lastJson = Optional.empty();

    @Override
    public String version() {
        return Version.of(StreamingJsonConverter.class);
    }

    @Override
    public ConfigDef config() {
        return JsonConverterConfig.configDef();
    }

    @Override
    public void configure(Map<String, ?> settings, boolean isKey) {
        others.configure(settings, isKey);
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ConverterConfig.TYPE_CONFIG, (isKey ? ConverterType.KEY : ConverterType.VALUE).getName());
        var config = new JsonConverterConfig(all);
        streams = !config.schemasEnabled();
        decimalsAreNumbers = config.decimalFormat() == DecimalFormat.NUMERIC;
    }

    @Override
    public byte @Nullable [] fromConnectData(String topic, @Nullable Schema schema, @Nullable Object value) {
        if (streams && schema != null && value instanceof Struct row && row.schema() == schema) {
            Optional<StructJson> json = json(schema);
            if (json.isPresent() && json.get().write(row, buffer)) {
                return buffer.taken();
            }
        }
        return others.fromConnectData(topic, schema, value);
    }

    @Override
    public byte @Nullable [] fromConnectData(
            String topic, Headers headers, @Nullable Schema schema, @Nullable Object value) {
        return fromConnectData(topic, schema, value);
    }

    private Optional<StructJson> json(Schema schema) {
        if (schema != last) {
            lastJson = known.computeIfAbsent(schema, unknown -> StructJson.of(unknown, decimalsAreNumbers));
            last = schema;
        }
        return lastJson;
    }

    @Override
    public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
        return others.toConnectData(topic, value);
    }

    @Override
    public void close() {
        others.close();
    }
}
