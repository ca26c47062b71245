package org.fhirriver.mapping.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Builds the located tree from the events of a YAML parser. */
final class YamlReader {

    private static final int MAX_DEPTH = 200;
    private static final int MAX_VALUES = 500_000;

    private final SourceText source;
    private final Problems problems;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private int values;
    private int depth;

    /** What an alias stands for, and how many values that is. */
    private record Anchored(Located value, int size) {}

    /** The file is beyond repair; the reason has been noted. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    YamlReader(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    Optional<Located> read() {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .build();
        try {
            return document(new Parse(settings).parseString(source.text()).iterator());
        } catch (MarkedYamlEngineException e) {
            note(e);
        } catch (ReaderException e) {
            problems.add(
                    source.position(source.text().offsetByCodePoints(0, e.getPosition())),
                    String.format("The character U+%04X may not stand in YAML", e.getCodePoint()));
        } catch (YamlEngineException e) {
            problems.add(Position.startOf(source.file()), "Not YAML: " + e.getMessage());
        } catch (Unreadable e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** What is never closed is shown where it opens; everything else where the parser stumbled. */
    private void note(MarkedYamlEngineException e) {
        Position stumbled = e.getProblemMark().map(this::position).orElse(Position.startOf(source.file()));
        Position opened = e.getContextMark().map(this::position).orElse(stumbled);
        String context = e.getContext() == null || e.getContext().isBlank() ? "" : e.getContext() + ", ";
        String message = "Not YAML: " + context + e.getProblem();
        boolean open = context.contains("quoted scalar")
                || context.contains("simple key")
                || (context.contains("flow") && source.indentation(stumbled) <= source.indentation(opened));
        if (open && stumbled.line() > opened.line()) {
            problems.add(opened, message + " in line " + stumbled.line());
        } else {
            problems.add(stumbled, message);
        }
    }

    private Optional<Located> document(Iterator<Event> events) {
        @Nullable Located root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart) {
                if (root != null) {
                    throw unreadable(event, "A file holds one YAML document, not several");
                }
                root = value(events.next(), events);
            }
        }
        if (root == null) {
            problems.add(Position.startOf(source.file()), "The file is empty");
        }
        return Optional.ofNullable(root);
    }

    private Located value(Event event, Iterator<Event> events) {
        int before = values;
        count(event, 1);
        Located value = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> list(event, events);
            case MappingStart -> map(event, events);
            case Alias -> alias((AliasEvent) event);
            default -> throw new IllegalStateException("Unexpected YAML event " + event.getEventId());
        };
        if (event instanceof NodeEvent node && event.getEventId() != Event.ID.Alias) {
            node.getAnchor().ifPresent(anchor -> anchors.put(anchor, new Anchored(value, values - before)));
        }
        return value;
    }

    private void count(Event event, int more) {
        values += more;
        if (values > MAX_VALUES) {
            throw unreadable(event, "The file holds more than " + MAX_VALUES + " values, aliases included");
        }
    }

    private Located alias(AliasEvent event) {
        Anchored anchored = anchors.get(event.getAlias());
        if (anchored == null) {
            throw unreadable(event, "The alias *" + event.getAlias() + " has no anchor before it");
        }
        count(event, anchored.size());
        return anchored.value();
    }

    private LocatedList list(Event start, Iterator<Event> events) {
        descend(start);
        List<Located> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(value(event, events));
            event = events.next();
        }
        depth--;
        return new LocatedList(position(start), items);
    }

    private LocatedMap map(Event start, Iterator<Event> events) {
        descend(start);
        Map<String, LocatedMap.Entry> entries = new LinkedHashMap<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            Located key = value(event, events);
            Located value = value(events.next(), events);
            if (key instanceof LocatedScalar name) {
                add(entries, new LocatedMap.Entry(name, value));
            } else {
                problems.add(
                        key.position(),
                        "A key is text, not " + key.kind() + "; an expression needs quotes: \"{{ … }}\"");
            }
            event = events.next();
        }
        depth--;
        return new LocatedMap(position(start), List.copyOf(entries.values()));
    }

    private void add(Map<String, LocatedMap.Entry> entries, LocatedMap.Entry entry) {
        LocatedMap.Entry first = entries.putIfAbsent(entry.name(), entry);
        if (first != null) {
            problems.add(
                    entry.key().position(),
                    "'" + entry.name() + "' stands here a second time, first in line "
                            + first.key().position().line());
        }
    }

    private void descend(Event event) {
        if (++depth > MAX_DEPTH) {
            throw unreadable(event, "The file is nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    private LocatedScalar scalar(ScalarEvent event) {
        String text = event.getValue();
        boolean plain = event.isPlain() && event.getTag().isEmpty();
        Object value = plain ? CoreSchema.value(text) : text;
        return new LocatedScalar(source, index(event), style(event), text, value);
    }

    private static LocatedScalar.Style style(ScalarEvent event) {
        return switch (event.getScalarStyle()) {
            case SINGLE_QUOTED -> LocatedScalar.Style.SINGLE_QUOTED;
            case DOUBLE_QUOTED, JSON_SCALAR_STYLE -> LocatedScalar.Style.DOUBLE_QUOTED;
            case LITERAL -> LocatedScalar.Style.LITERAL;
            case FOLDED -> LocatedScalar.Style.FOLDED;
            case PLAIN -> LocatedScalar.Style.PLAIN;
        };
    }

    private Unreadable unreadable(Event event, String message) {
        problems.add(position(event), message);
        return new Unreadable();
    }

    private Position position(Event event) {
        return source.position(index(event));
    }

    private Position position(Mark mark) {
        return source.position(source.index(mark.getLine(), mark.getColumn()));
    }

    private int index(Event event) {
        Mark mark = event.getStartMark()
                .orElseThrow(() -> new IllegalStateException("The parser was asked for marks but gave none"));
        return source.index(mark.getLine(), mark.getColumn());
    }
}
