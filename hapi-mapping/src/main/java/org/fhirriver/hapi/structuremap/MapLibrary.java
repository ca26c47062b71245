package org.fhirriver.hapi.structuremap;

import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fhirriver.hapi.json.HapiJson;
import org.hl7.fhir.r4.context.IWorkerContext;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.StructureMap;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** What a map can refer to: R4's definitions, the other maps of its folder, and concept maps. */
final class MapLibrary {

    private final Map<String, StructureMap> transforms = new LinkedHashMap<>();
    private final Map<String, ConceptMap> conceptMaps = new LinkedHashMap<>();
    private final IWorkerContext definitions =
            new HapiWorkerContext(HapiJson.context(), new DefaultProfileValidationSupport(HapiJson.context()));

    void add(StructureMap map) {
        transforms.putIfAbsent(map.getUrl(), map);
    }

    void add(ConceptMap map) {
        conceptMaps.putIfAbsent(map.getUrl(), map);
    }

    List<StructureMap> transforms() {
        return new ArrayList<>(transforms.values());
    }

    @Nullable ConceptMap conceptMap(String url) {
        return conceptMaps.get(url);
    }

    /**
     * The library as HAPI's engine sees it. HAPI has one class for this, which is final and refuses to know maps, so what
     * the engine asks for is answered here and the rest there.
     */
    IWorkerContext asContext() {
        Object proxy = Proxy.newProxyInstance(
                MapLibrary.class.getClassLoader(),
                new Class<?>[] {IWorkerContext.class},
                (self, method, arguments) -> answer(method, arguments == null ? new Object[0] : arguments));
        return (IWorkerContext) proxy;
    }

    private @Nullable Object answer(Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "listTransforms" -> {
                return transforms();
            }
            case "getTransform" -> {
                return transforms.get(String.valueOf(arguments[0]));
            }
            case "validateCode" -> {
                // For c() and cc(): codes are taken as they are; the validator is for checking them.
                return null;
            }
            case "fetchResource", "fetchResourceWithException" -> {
                if (arguments[0] == ConceptMap.class) {
                    return conceptMaps.get(String.valueOf(arguments[1]));
                }
                if (arguments[0] == StructureMap.class) {
                    return transforms.get(String.valueOf(arguments[1]));
                }
                if (arguments[0] == ValueSet.class) {
                    // For c() and cc(), too: what they name is a code system.
                    return null;
                }
                return ask(method, arguments);
            }
            default -> {
                return ask(method, arguments);
            }
        }
    }

    private @Nullable Object ask(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(definitions, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
