package org.fhirriver.mapping.fpml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fhirriver.fhirpath.FhirPath;
import org.fhirriver.mapping.source.Documents;
import org.fhirriver.mapping.source.Located;
import org.fhirriver.mapping.source.Problems;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the published cases of the language from the folder that {@code -Dfpml.cases} names: {@code
 * <case>.template.yaml}, {@code <case>.context.yaml} and {@code <case>.result.yaml}.
 */
final class FpmlCasesTest {

    private static final String TEMPLATE = ".template.yaml";

    @TestFactory
    Stream<DynamicTest> publishedCases() throws IOException {
        String folder = System.getProperty("fpml.cases", "");
        assumeTrue(!folder.isEmpty(), "No cases: run with -Dfpml.cases=<folder>");
        List<Path> templates;
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            templates = files.filter(file -> file.toString().endsWith(TEMPLATE))
                    .sorted()
                    .toList();
        }
        assertThat(templates).isNotEmpty();
        return templates.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> run(file)));
    }

    private static String name(Path template) {
        return template.getFileName().toString().replace(TEMPLATE, "");
    }

    private static void run(Path template) {
        Problems problems = new Problems();
        Located source = Documents.read(template, problems).orElseThrow();
        Map<?, ?> context = (Map<?, ?>) sibling(template, ".context.yaml", problems);
        Map<String, Object> variables = new LinkedHashMap<>();
        context.forEach((name, value) -> variables.put((String) name, value));

        Fpml fpml = Fpml.compile(source, variables.keySet(), FhirPath.standard(), problems)
                .orElseThrow(() -> new AssertionError(problems));
        Object result = fpml.apply(context.get("QuestionnaireResponse"), variables);

        assertThat(result).isEqualTo(sibling(template, ".result.yaml", problems));
    }

    private static Object sibling(Path template, String suffix, Problems problems) {
        Path file = template.resolveSibling(name(template) + suffix);
        return Documents.read(file, problems)
                .orElseThrow(() -> new AssertionError(problems))
                .plain();
    }
}
