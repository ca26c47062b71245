package org.fhirriver.mapping.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.fhirriver.mapping.pipeline.Workspace;
import org.junit.jupiter.api.Test;

final class SamplePipelinesTest {

    @Test
    void theSamplePipelinesAreRight() {
        Workspace workspace = Workspace.read(Path.of("../pipelines"), Map.of());

        assertThat(new PipelineCompiler(workspace, Map.of()).check()).isEmpty();
        assertThat(workspace.pipelines()).hasSizeGreaterThan(20);
    }
}
