package org.fhirriver.mapping.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds the located tree from the tokens of a JSON parser. */
final class JsonReader {

    private static final JsonFactory JSON = new JsonFactory();

    private final SourceText source;
    private final Problems problems;

    JsonReader(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    Optional<Located> read() {
        try (JsonParser parser = JSON.createParser(source.text())) {
            if (parser.nextToken() == null) {
                problems.add(Position.startOf(source.file()), "The file is empty");
                return Optional.empty();
            }
            Located root = value(parser);
            if (parser.nextToken() != null) {
                problems.add(position(parser), "Nothing may follow the JSON value");
                return Optional.empty();
            }
            return Optional.of(root);
        } catch (JsonProcessingException e) {
            problems.add(source.position(index(e.getLocation())), "Not JSON: " + e.getOriginalMessage());
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Text in memory can always be read", e);
        }
    }

    private Located value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(parser);
            case START_ARRAY -> list(parser);
            default -> scalar(parser);
        };
    }

    private LocatedList list(JsonParser parser) throws IOException {
        Position position = position(parser);
        List<Located> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new LocatedList(position, items);
    }

    private LocatedMap map(JsonParser parser) throws IOException {
        Position position = position(parser);
        Map<String, LocatedMap.Entry> entries = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            LocatedScalar key = quoted(parser, parser.currentName());
            parser.nextToken();
            LocatedMap.Entry entry = new LocatedMap.Entry(key, value(parser));
            if (entries.putIfAbsent(key.text(), entry) != null) {
                problems.add(key.position(), "'" + key.text() + "' stands here a second time");
            }
        }
        return new LocatedMap(position, List.copyOf(entries.values()));
    }

    private LocatedScalar scalar(JsonParser parser) throws IOException {
        String text = parser.getText();
        @Nullable Object value = switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> CoreSchema.integer(text);
            case VALUE_NUMBER_FLOAT -> new BigDecimal(text);
            default -> text;
        };
        if (value instanceof String) {
            return quoted(parser, text);
        }
        return new LocatedScalar(source, index(parser.currentTokenLocation()), LocatedScalar.Style.PLAIN, text, value);
    }

    private LocatedScalar quoted(JsonParser parser, String text) {
        int start = index(parser.currentTokenLocation());
        return new LocatedScalar(source, start, LocatedScalar.Style.DOUBLE_QUOTED, text, text);
    }

    private Position position(JsonParser parser) {
        return source.position(index(parser.currentTokenLocation()));
    }

    private int index(@Nullable JsonLocation location) {
        return location == null ? 0 : (int) Math.max(0, location.getCharOffset());
    }
}
