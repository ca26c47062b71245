package org.fhirriver.hapi.validation;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import org.fhirriver.hapi.json.HapiJson;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.hl7.fhir.utilities.OIDUtilities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Validates resources against R4 with the code systems that come with it; codes of systems that it does not have are
 * taken as they are. Safe for use by several threads.
 *
 * <p>The first resource takes seconds, each of the others about two milliseconds.
 */
public final class ResourceValidator {

    private static final Logger log = LoggerFactory.getLogger(ResourceValidator.class);
    private static final String OIDS = "oidregistry.csv";

    private final FhirValidator validator;

    private ResourceValidator() {
        FhirContext context = HapiJson.context();
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                unknownCodeSystems(context)));
        instances.setAnyExtensionsAllowed(true);
        instances.setErrorForUnknownProfiles(false);
        instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
        validator = context.newValidator().registerValidatorModule(instances);
        warnOfTheLargeTable();
    }

    @SuppressWarnings("deprecation") // What is to take its place is a part of HAPI's server.
    private static IValidationSupport unknownCodeSystems(FhirContext context) {
        UnknownCodeSystemWarningValidationSupport support = new UnknownCodeSystemWarningValidationSupport(context);
        support.setNonExistentCodeSystemSeverity(IssueSeverity.INFORMATION);
        return support;
    }

    /** The one validator of this process: it holds the definitions of R4, which take some hundred megabytes. */
    public static ResourceValidator shared() {
        return Shared.VALIDATOR;
    }

    private static final class Shared {
        private static final ResourceValidator VALIDATOR = new ResourceValidator();
    }

    /** Everything that the validator finds worth an error or a warning, errors first. */
    public List<Finding> validate(byte[] json) {
        return validator.validateWithResult(new String(json, UTF_8)).getMessages().stream()
                .filter(message -> message.getSeverity() != ResultSeverityEnum.INFORMATION)
                .map(ResourceValidator::finding)
                .sorted((one, other) -> one.severity().compareTo(other.severity()))
                .toList();
    }

    /** Findings as an OperationOutcome in JSON. */
    public static byte[] operationOutcome(List<Finding> findings) {
        OperationOutcome outcome = new OperationOutcome();
        for (Finding finding : findings) {
            outcome.addIssue()
                    .setSeverity(OperationOutcome.IssueSeverity.fromCode(
                            finding.severity().code()))
                    .setCode(OperationOutcome.IssueType.INVALID)
                    .setDiagnostics(finding.message())
                    .addExpression(finding.path());
        }
        return HapiJson.write(outcome);
    }

    private static Finding finding(SingleValidationMessage message) {
        return new Finding(
                switch (message.getSeverity()) {
                    case FATAL, ERROR -> Finding.Severity.ERROR;
                    case WARNING -> Finding.Severity.WARNING;
                    case INFORMATION -> Finding.Severity.INFORMATION;
                },
                Objects.requireNonNullElse(message.getLocationString(), ""),
                Objects.requireNonNullElse(message.getMessageId(), ""),
                Objects.requireNonNullElse(message.getMessage(), ""));
    }

    /** HAPI reads a table of 1.5 MB for every resource, unless a smaller one of the same name comes first. */
    private static void warnOfTheLargeTable() {
        URL found = OIDUtilities.class.getClassLoader().getResource(OIDS);
        URL theirs = OIDUtilities.class.getProtectionDomain().getCodeSource().getLocation();
        if (found != null && found.toString().contains(theirs.getPath())) {
            log.warn("Validation is several times slower than it can be: hapi-mapping has to stand before HAPI's jars"
                    + " on the class path");
        }
    }
}
