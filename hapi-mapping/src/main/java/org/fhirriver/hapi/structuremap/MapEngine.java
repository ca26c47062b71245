package org.fhirriver.hapi.structuremap;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedComponent;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupUnmappedMode;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureMap;
import org.hl7.fhir.r4.utils.StructureMapUtilities;
import org.jspecify.annotations.Nullable;

/**
 * HAPI's engine, where a code without a translation is not passed over in silence: the concept map's own rule for
 * unmapped codes holds, and where it has none, the record is rejected.
 */
final class MapEngine extends StructureMapUtilities {

    private final MapLibrary library;

    MapEngine(MapLibrary library) {
        super(library.asContext(), new MapServices());
        this.library = library;
    }

    @Override
    public Base translate(
            TransformContext context,
            StructureMap map,
            Base source,
            String conceptMapUrl,
            @Nullable String fieldToReturn) {
        Base translated = super.translate(context, map, source, conceptMapUrl, fieldToReturn);
        if (translated != null) {
            return translated;
        }
        Coding coding = unmapped(map, conceptMapUrl, code(source));
        return "code".equals(fieldToReturn) ? new CodeType(coding.getCode()) : coding;
    }

    private Coding unmapped(StructureMap map, String conceptMapUrl, String code) {
        ConceptMap conceptMap = conceptMap(map, conceptMapUrl)
                .orElseThrow(() -> new NotMappableException("There is no concept map " + conceptMapUrl));
        for (ConceptMapGroupComponent group : conceptMap.getGroup()) {
            ConceptMapGroupUnmappedComponent rule = group.getUnmapped();
            if (rule.getMode() == ConceptMapGroupUnmappedMode.PROVIDED) {
                return new Coding(group.getTarget(), code, null);
            }
            if (rule.getMode() == ConceptMapGroupUnmappedMode.FIXED) {
                return new Coding(group.getTarget(), rule.getCode(), rule.getDisplay());
            }
        }
        throw new NotMappableException("The concept map " + conceptMapUrl + " has no translation for a code");
    }

    private Optional<ConceptMap> conceptMap(StructureMap map, String url) {
        if (url.startsWith("#")) {
            for (Resource contained : map.getContained()) {
                if (contained instanceof ConceptMap found && found.getIdPart().equals(url.substring(1))) {
                    return Optional.of(found);
                }
            }
            return Optional.empty();
        }
        return Optional.ofNullable(library.conceptMap(url));
    }

    private static String code(Base source) {
        if (source.isPrimitive()) {
            return source.primitiveValue();
        }
        List<Base> codes = source.listChildrenByName("code");
        return codes.isEmpty() ? "" : codes.get(0).primitiveValue();
    }
}
