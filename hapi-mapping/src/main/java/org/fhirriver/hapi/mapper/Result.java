package org.fhirriver.hapi.mapper;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What came of mapping a record. */
public sealed interface Result {

    /** One result for either case. */
    <T> T fold(Function<Mapped, T> mapped, Function<Rejected, T> rejected);

    /** The record is these resources, in the pipeline's order. */
    record Mapped(List<ResourceState> resources) implements Result {
        public Mapped {
            resources = List.copyOf(resources);
        }

        @Override
        public <T> T fold(Function<Mapped, T> mapped, Function<Rejected, T> rejected) {
            return mapped.apply(this);
        }
    }

    /**
     * The record cannot be mapped.
     *
     * @param cause why, in words and without any value of the record
     * @param element the path of the element that could not be written, where there is one
     */
    record Rejected(String cause, Optional<String> element) implements Result {
        @Override
        public <T> T fold(Function<Mapped, T> mapped, Function<Rejected, T> rejected) {
            return rejected.apply(this);
        }
    }
}
