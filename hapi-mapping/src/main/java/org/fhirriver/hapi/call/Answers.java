package org.fhirriver.hapi.call;

import java.util.List;
import java.util.Set;
import org.fhirriver.hapi.RecordRejected;
import org.hl7.fhir.r4.model.Resource;

/** What the answers of a mapping server mean. */
final class Answers {

    /**
     * What a server says of the record itself. Any other failure, as a wrong address or an expired token, is mended
     * outside of the record: it waits.
     */
    private static final Set<Integer> REFUSALS = Set.of(400, 409, 413, 422);

    private Answers() {}

    static boolean isOutage(int status) {
        return !isSuccess(status) && !REFUSALS.contains(status);
    }

    /** The resources of an answer that is no outage. */
    static List<Resource> resources(Exchange.Answer answer) throws RecordRejected {
        if (!isSuccess(answer.status())) {
            throw new RecordRejected("The mapping server refused the record with status " + answer.status());
        }
        if (!answer.whole()) {
            throw new RecordRejected("The mapping server answered with more than 64 MiB");
        }
        return AnsweredResources.in(answer.body());
    }

    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }
}
