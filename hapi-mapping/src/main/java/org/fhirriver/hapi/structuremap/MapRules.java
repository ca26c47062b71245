package org.fhirriver.hapi.structuremap;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.StructureMap.StructureMapGroupComponent;
import org.hl7.fhir.r4.model.StructureMap.StructureMapGroupRuleComponent;
import org.hl7.fhir.r4.model.StructureMap.StructureMapGroupRuleTargetComponent;

/** The rules of a map, and which of them HAPI's engine cannot run. */
final class MapRules {

    private MapRules() {}

    /** All rules of a group, those within others among them. */
    static List<StructureMapGroupRuleComponent> of(StructureMapGroupComponent group) {
        return group.getRule().stream().flatMap(MapRules::withInner).toList();
    }

    /** Why a rule would fail for every record. */
    static Optional<String> problem(StructureMapGroupRuleComponent rule) {
        if (rule.getSource().size() != 1) {
            return Optional.of("the rule '%s' has %d sources; HAPI's engine takes one"
                    .formatted(rule.getName(), rule.getSource().size()));
        }
        for (StructureMapGroupRuleTargetComponent target : rule.getTarget()) {
            if (!target.hasTransform()) {
                continue;
            }
            switch (target.getTransform()) {
                case UUID -> {
                    return Optional.of(("the rule '%s' uses uuid(), which is another one at every run: leave ids out,"
                                    + " and they follow from the record's key")
                            .formatted(rule.getName()));
                }
                case ESCAPE, DATEOP, QTY, ID, CP -> {
                    return Optional.of("the rule '%s' uses %s(), which HAPI's engine does not have"
                            .formatted(rule.getName(), target.getTransform().toCode()));
                }
                default -> {
                    // The engine has it.
                }
            }
        }
        return Optional.empty();
    }

    private static Stream<StructureMapGroupRuleComponent> withInner(StructureMapGroupRuleComponent rule) {
        return Stream.concat(Stream.of(rule), rule.getRule().stream().flatMap(MapRules::withInner));
    }
}
