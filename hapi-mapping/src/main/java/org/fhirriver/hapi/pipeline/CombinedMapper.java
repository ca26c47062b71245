package org.fhirriver.hapi.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.messages.ResourceKey;
import org.jspecify.annotations.Nullable;

/** Two ways to map the same record: it becomes the resources of both. */
final class CombinedMapper implements RecordMapper {

    private final RecordMapper first;
    private final RecordMapper second;

    CombinedMapper(RecordMapper first, RecordMapper second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public Result map(Incoming record) throws Unreachable {
        return begin(record).result();
    }

    @Override
    public InHand begin(Incoming record) {
        InHand one = first.begin(record);
        InHand other = second.begin(record);
        return new InHand() {
            @Override
            public Result result() throws Unreachable {
                Result result = one.result();
                return isRejected(result) ? result : combined(result, other.result());
            }

            @Override
            public void cancel() {
                one.cancel();
                other.cancel();
            }
        };
    }

    @Override
    public int ahead() {
        return Math.max(first.ahead(), second.ahead());
    }

    @Override
    public Duration longest() {
        return first.longest().plus(second.longest());
    }

    @Override
    public List<ResourceKey> ids(Map<String, @Nullable Object> keyColumns) {
        List<ResourceKey> ids = new ArrayList<>(first.ids(keyColumns));
        ids.addAll(second.ids(keyColumns));
        return ids;
    }

    @Override
    public boolean idsFollowFromTheKey() {
        return first.idsFollowFromTheKey() && second.idsFollowFromTheKey();
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    private static boolean isRejected(Result result) {
        return result.fold(mapped -> false, rejected -> true);
    }

    private static Result combined(Result one, Result other) {
        if (isRejected(other)) {
            return other;
        }
        List<ResourceState> states = new ArrayList<>(states(one));
        states.addAll(states(other));
        Set<ResourceKey> keys = new HashSet<>();
        for (ResourceState state : states) {
            if (!keys.add(state.key())) {
                return new Result.Rejected(
                        "Template and map make the same resource of type %s"
                                .formatted(state.key().type()),
                        Optional.empty());
            }
        }
        return new Result.Mapped(states);
    }

    private static List<ResourceState> states(Result result) {
        return result.fold(Result.Mapped::resources, rejected -> List.of());
    }
}
