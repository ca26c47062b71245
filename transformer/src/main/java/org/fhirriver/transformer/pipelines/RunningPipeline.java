package org.fhirriver.transformer.pipelines;

import java.nio.file.Path;
import java.util.List;
import org.fhirriver.hapi.mapper.RecordMapper;
import org.fhirriver.mapping.record.RecordReader;

/**
 * A pipeline as it runs.
 *
 * @param name its name, which is the topic of its records
 * @param system the name of the source system
 * @param file the file that describes it
 * @param keyColumns the names of its key columns
 * @param reader reads its messages
 * @param wholeness tells which rows are whole records
 * @param mapper maps its records
 * @param resourceTypes the types that its templates write
 */
public record RunningPipeline(
        String name,
        String system,
        Path file,
        List<String> keyColumns,
        RecordReader reader,
        Wholeness wholeness,
        RecordMapper mapper,
        List<String> resourceTypes) {

    public RunningPipeline {
        keyColumns = List.copyOf(keyColumns);
        resourceTypes = List.copyOf(resourceTypes);
    }
}
