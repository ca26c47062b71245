package org.fhirriver.extractor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.health.HealthRoutes;
import org.junit.jupiter.api.Test;

final class OpenApiTest {

    private static JsonNode document() throws IOException {
        return new ObjectMapper().readTree(Api.class.getResourceAsStream("openapi.json"));
    }

    @Test
    void describesEveryRouteAndNoOther() throws IOException {
        Set<String> described = new TreeSet<>();
        document()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        Set<String> routes = new TreeSet<>();
        Api.routes(ApiParts.none()).forEach(route -> routes.add(name(route.method(), route.path())));
        Javalin.create(config -> {
            HealthRoutes.addTo(config, new Health(), HealthRoutes.registry());
            config.unsafe
                    .internalRouter
                    .allHttpHandlers()
                    .forEach(handler -> routes.add(name(handler.endpoint.method, handler.endpoint.path)));
        });

        assertThat(described).isEqualTo(routes);
    }

    @Test
    void refersToNothingThatItDoesNotDescribe() throws IOException {
        JsonNode document = document();

        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isMissingNode())
                        .as(ref)
                        .isFalse());
    }

    private static String name(HandlerType method, String path) {
        return method.name() + " " + path.replace('<', '{').replace('>', '}');
    }
}
