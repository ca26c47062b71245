package org.fhirriver.hapi.structuremap;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fhirriver.hapi.RecordRejected;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.json.ResourceStates;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.hapi.threads.BoundedThread;
import org.fhirriver.mapping.source.Problems;
import org.fhirriver.messages.ResourceKey;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.hl7.fhir.r4.model.StructureMap.StructureMapGroupRuleComponent;
import org.jspecify.annotations.Nullable;

/** Maps records with an HL7 StructureMap, one record at a time: HAPI's engine keeps what it finds in the map itself. */
public final class StructureMapMapper implements RecordMapper {

    /** A map has no loops without an end, but it may call itself. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private static final Pattern RULE = Pattern.compile("[Rr]ule \"([^\"]*)\"");

    private final String file;
    private final ZoneId zone;
    private final LoadedMap map;
    private final Set<String> rules;
    private final BoundedThread thread;

    private StructureMapMapper(Path file, ZoneId zone, LoadedMap map) {
        this.file = String.valueOf(file.getFileName());
        this.zone = zone;
        this.map = map;
        this.rules = map.map().getGroup().stream()
                .flatMap(group -> MapRules.of(group).stream())
                .map(StructureMapGroupRuleComponent::getName)
                .collect(Collectors.toSet());
        this.thread = new BoundedThread("map " + this.file, StructureMapMapper.class.getClassLoader());
    }

    /**
     * Loads a map; empty when it is broken, which is noted.
     *
     * @param zone what local times of the records are in
     */
    public static Optional<RecordMapper> load(Path file, ZoneId zone, Problems problems) {
        return new StructureMapLoader(problems).load(file).map(map -> new StructureMapMapper(file, zone, map));
    }

    @Override
    public Result map(Incoming record) throws Unreachable {
        try {
            List<Resource> resources = thread.call(() -> run(record), LIMIT);
            return new Result.Mapped(new ArrayList<>(
                    ResourceStates.of(resources, "The map " + file).values()));
        } catch (RecordRejected e) {
            return new Result.Rejected(e.reason(), e.element());
        } catch (TimeoutException e) {
            return rejected("did not end within %d s".formatted(LIMIT.toSeconds()));
        } catch (BoundedThread.ExhaustedException e) {
            throw new Unreachable(
                    "the map " + file, "The map %s hangs; its pipeline waits until it is mended".formatted(file));
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public Duration longest() {
        return LIMIT;
    }

    @Override
    public List<ResourceKey> ids(Map<String, @Nullable Object> keyColumns) {
        return List.of();
    }

    @Override
    public boolean idsFollowFromTheKey() {
        return false;
    }

    @Override
    public void close() {
        thread.close();
    }

    private List<Resource> run(Incoming record) {
        Resource target = ResourceFactory.createResource(map.targetType());
        MapRun run = new MapRun(record.about(), target);
        map.engine().transform(run, new RecordBase(map.sourceType(), record.values(), zone), map.map(), target);
        return run.resources();
    }

    /** HAPI's messages tell the rule, and values: only the rule's name is passed on. */
    private Result failed(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal && !(thrown instanceof StackOverflowError)) {
            throw fatal;
        }
        Optional<String> rule = Optional.empty();
        Set<Throwable> seen = new HashSet<>();
        for (Throwable at = thrown; at != null && seen.add(at); at = at.getCause()) {
            if (at instanceof NotMappableException reason) {
                return rejected("rejected the record: " + reason.reason());
            }
            if (rule.isEmpty()) {
                rule = ruleNamedIn(String.valueOf(at.getMessage()));
            }
        }
        return rejected("failed%s (%s)"
                .formatted(
                        rule.map(name -> " in the rule '" + name + "'").orElse(""),
                        thrown.getClass().getSimpleName()));
    }

    private Optional<String> ruleNamedIn(String message) {
        Matcher matcher = RULE.matcher(message);
        while (matcher.find()) {
            if (rules.contains(matcher.group(1))) {
                return Optional.of(matcher.group(1));
            }
        }
        return Optional.empty();
    }

    private Result rejected(String what) {
        return new Result.Rejected("The map %s %s".formatted(file, what), Optional.empty());
    }
}
