package org.fhirriver.extractor.api;

import org.fhirriver.kit.health.Health;
import org.fhirriver.kit.health.HealthRoutes;

/** Parts of an API whose routes are only looked at. */
final class ApiParts {

    private ApiParts() {}

    static Api.Parts none() {
        return new Api.Parts(
                null, null, null, null, null, null, null, ApiKeys.none(), new Health(), HealthRoutes.registry());
    }
}
