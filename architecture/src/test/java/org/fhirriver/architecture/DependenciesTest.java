package org.fhirriver.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may depend on whom. */
final class DependenciesTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().importPaths(Project.classFolders());

    @Test
    void thereIsSomethingToCheck() {
        assertThat(CLASSES.contain("org.fhirriver.loader.Main")).isTrue();
        assertThat(CLASSES.size()).isGreaterThan(50);
    }

    @ParameterizedTest
    @CsvSource({"extractor, transformer, loader", "transformer, extractor, loader", "loader, extractor, transformer"})
    void servicesNeverDependOnOneAnother(String service, String one, String other) {
        noClasses()
                .that()
                .resideInAPackage("org.fhirriver." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.fhirriver." + one + "..", "org.fhirriver." + other + "..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({"r4", "fhirpath", "mapping"})
    void theEngineKnowsNoKafkaNoHttpNoHapiAndNoService(String part) {
        noClasses()
                .that()
                .resideInAPackage("org.fhirriver." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "io.javalin..",
                        "java.net.http..",
                        "ca.uhn..",
                        "org.hl7..",
                        "org.fhirriver.kit..",
                        "org.fhirriver.hapi..",
                        "org.fhirriver.extractor..",
                        "org.fhirriver.transformer..",
                        "org.fhirriver.loader..",
                        "org.fhirriver.local..",
                        "org.fhirriver.cli..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void connectorsDependOnNothingOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("org.fhirriver.connect..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.fhirriver.messages..",
                        "org.fhirriver.kit..",
                        "org.fhirriver.mapping..",
                        "org.fhirriver.fhirpath..",
                        "org.fhirriver.r4..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void whatTheServicesAgreeOnKnowsNoClient() {
        noClasses()
                .that()
                .resideInAPackage("org.fhirriver.messages..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "com.mongodb..", "org.fhirriver.kit..")
                .check(CLASSES);
    }

    @Test
    void servicesReadTheEnvironmentInMainOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.fhirriver.extractor..",
                        "org.fhirriver.transformer..",
                        "org.fhirriver.loader..",
                        "org.fhirriver.kit..")
                .and()
                .doNotHaveSimpleName("Main")
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .that()
                .resideInAPackage("org.fhirriver..")
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage("org.fhirriver..")
                .and()
                .areStatic()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .should()
                .beFinal()
                .check(CLASSES);
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked")
                .check(CLASSES);
        assertThat(CLASSES.stream()
                        .map(type -> type.getPackageName())
                        .filter(name -> name.startsWith("org.fhirriver"))
                        // JMH writes these.
                        .filter(name -> !name.endsWith(".jmh_generated"))
                        .distinct()
                        .filter(name -> !CLASSES.contain(name + ".package-info")))
                .isEmpty();
    }
}
