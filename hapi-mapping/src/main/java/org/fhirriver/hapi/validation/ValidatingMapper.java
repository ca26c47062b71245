package org.fhirriver.hapi.validation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.Incoming;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.hapi.mapper.ResourceState;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.messages.ResourceKey;
import org.jspecify.annotations.Nullable;

/** Asks HAPI's validator about the resources of another mapper: an error rejects the record, or findings go with it. */
public final class ValidatingMapper implements RecordMapper {

    private static final int MOST_NAMED = 3;

    /** Findings travel in a header, which has to leave room for the others. */
    private static final int MOST_FINDINGS = 20;

    private static final int LARGEST_FINDINGS = 16 * 1024;

    private final RecordMapper mapper;
    private final ResourceValidator validator;
    private final boolean rejects;

    private ValidatingMapper(RecordMapper mapper, ResourceValidator validator, boolean rejects) {
        this.mapper = mapper;
        this.validator = validator;
        this.rejects = rejects;
    }

    /** Findings go with the resources. */
    public static RecordMapper warning(RecordMapper mapper, ResourceValidator validator) {
        return new ValidatingMapper(mapper, validator, false);
    }

    /** An error rejects the record; warnings go with the resources. */
    public static RecordMapper rejecting(RecordMapper mapper, ResourceValidator validator) {
        return new ValidatingMapper(mapper, validator, true);
    }

    @Override
    public Result map(Incoming record) throws Unreachable {
        return begin(record).result();
    }

    @Override
    public InHand begin(Incoming record) {
        InHand inHand = mapper.begin(record);
        return new InHand() {
            @Override
            public Result result() throws Unreachable {
                return inHand.result().fold(ValidatingMapper.this::validated, rejected -> rejected);
            }

            @Override
            public void cancel() {
                inHand.cancel();
            }
        };
    }

    @Override
    public int ahead() {
        return mapper.ahead();
    }

    @Override
    public Duration longest() {
        return mapper.longest();
    }

    @Override
    public List<ResourceKey> ids(Map<String, @Nullable Object> keyColumns) {
        return mapper.ids(keyColumns);
    }

    @Override
    public boolean idsFollowFromTheKey() {
        return mapper.idsFollowFromTheKey();
    }

    @Override
    public void close() {
        mapper.close();
    }

    private Result validated(Result.Mapped mapped) {
        List<ResourceState> states = new ArrayList<>();
        for (ResourceState state : mapped.resources()) {
            byte @Nullable [] json = state.json();
            List<Finding> findings = json == null ? List.of() : validator.validate(json);
            List<Finding> errors = findings.stream()
                    .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                    .toList();
            if (rejects && !errors.isEmpty()) {
                return rejected(errors);
            }
            states.add(findings.isEmpty() ? state : new ResourceState(state.key(), json, outcome(findings)));
        }
        return new Result.Mapped(states);
    }

    private static Result rejected(List<Finding> errors) {
        String named =
                errors.stream().limit(MOST_NAMED).map(Finding::withoutValues).collect(Collectors.joining(", "));
        String others = errors.size() > MOST_NAMED ? " and %d more".formatted(errors.size() - MOST_NAMED) : "";
        return new Result.Rejected(
                "The validator refuses it: " + named + others,
                Optional.of(errors.get(0).path()));
    }

    private static byte @Nullable [] outcome(List<Finding> findings) {
        int most = Math.min(findings.size(), MOST_FINDINGS);
        byte[] outcome = ResourceValidator.operationOutcome(findings.subList(0, most));
        while (outcome.length > LARGEST_FINDINGS && most > 0) {
            most /= 2;
            outcome = ResourceValidator.operationOutcome(findings.subList(0, most));
        }
        return most == 0 ? null : outcome;
    }
}
