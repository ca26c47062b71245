package org.fhirriver.mapping.engine;

import java.util.List;
import java.util.function.Function;

/** What a record becomes: all of its resources, or none and a reason. */
public sealed interface Outcome {

    /** One result for each case. */
    <T> T fold(Function<Mapped, T> mapped, Function<Rejected, T> rejected);

    /** The record's resources, in the order of the pipeline. */
    record Mapped(List<MappedResource> resources) implements Outcome {

        public Mapped {
            resources = List.copyOf(resources);
        }

        @Override
        public <T> T fold(Function<Mapped, T> mapped, Function<Rejected, T> rejected) {
            return mapped.apply(this);
        }
    }

    /**
     * Why the record cannot become its resources.
     *
     * @param cause the reason, without any value of the record
     * @param elementPath the element at fault: {@code Patient.birthDate}
     * @param position where in the pipeline's file: {@code file:line:column}
     */
    record Rejected(String cause, String elementPath, String position) implements Outcome {

        @Override
        public <T> T fold(Function<Mapped, T> mapped, Function<Rejected, T> rejected) {
            return rejected.apply(this);
        }
    }
}
