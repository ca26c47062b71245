package org.fhirriver.hapi.hooks;

import ca.uhn.fhir.parser.DataFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.hapi.RecordEvent;
import org.fhirriver.hapi.RecordRejected;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.json.HapiJson;
import org.fhirriver.hapi.json.ResourceStates;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.messages.ResourceKey;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Lets a hook work before, after or instead of another mapper. */
public final class HookedMapper implements RecordMapper {

    private final RecordMapper mapping;
    private final Hook hook;
    private final Duration limit;

    /**
     * A mapper with a hook; both are closed with it.
     *
     * @param limit how long the hook may take for a record
     */
    public HookedMapper(RecordMapper mapping, Hook hook, Duration limit) {
        this.mapping = mapping;
        this.hook = hook;
        this.limit = limit;
        HapiJson.warmUp();
    }

    @Override
    public Result map(Incoming record) throws Unreachable {
        RecordEvent event = new RecordEvent(record.about(), record.values());
        try {
            Map<ResourceKey, ResourceState> states = ResourceStates.of(
                    hook.run(event, this::mapped, limit),
                    "The hook " + hook.file().getFileName());
            // What the key tells of and the hook does not return is no more, and so is what it names.
            mapping.ids(record.values()).forEach(key -> states.computeIfAbsent(key, ResourceState::deleted));
            event.deletes().forEach(key -> states.computeIfAbsent(key, ResourceState::deleted));
            return new Result.Mapped(new ArrayList<>(states.values()));
        } catch (RecordRejected e) {
            return new Result.Rejected(e.reason(), e.element());
        }
    }

    @Override
    public Duration longest() {
        return limit;
    }

    @Override
    public List<ResourceKey> ids(Map<String, @Nullable Object> keyColumns) {
        return mapping.ids(keyColumns);
    }

    @Override
    public boolean idsFollowFromTheKey() {
        return false;
    }

    @Override
    public void close() {
        hook.close();
        mapping.close();
    }

    private List<Resource> mapped(RecordEvent event) throws RecordRejected, Unreachable {
        Result result = mapping.map(new Incoming(event.about(), PlainValues.of(event.record())));
        Optional<Result.Rejected> rejected = result.fold(mapped -> Optional.empty(), Optional::of);
        if (rejected.isPresent()) {
            throw new RecordRejected(rejected.get().cause(), rejected.get().element());
        }
        List<Resource> resources = new ArrayList<>();
        for (ResourceState state : result.fold(Result.Mapped::resources, none -> List.<ResourceState>of())) {
            byte @Nullable [] json = state.json();
            if (json != null) {
                resources.add(read(state.key(), json));
            }
        }
        return resources;
    }

    private static Resource read(ResourceKey key, byte[] json) throws RecordRejected {
        try {
            return HapiJson.read(json);
        } catch (DataFormatException e) {
            throw new RecordRejected("HAPI cannot read the %s that was mapped".formatted(key.type()));
        }
    }
}
