package org.fhirriver.connect.sftp.validation;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fhirriver.connect.kit.validation.Problems;
import org.fhirriver.connect.sftp.settings.CleanupPolicy;
import org.fhirriver.connect.sftp.settings.CsvSettings;
import org.fhirriver.connect.sftp.settings.Keys;
import org.fhirriver.connect.sftp.settings.RecordSettings;
import org.fhirriver.connect.sftp.settings.SftpSettings;

/** Keys whose values are right by themselves but not beside each other. */
final class Contradictions {

    private static final Pattern GROUP = Pattern.compile("\\$(\\d)");

    private final Map<String, String> configuration;
    private final SftpSettings settings;
    private final Problems problems;

    private Contradictions(Map<String, String> configuration, SftpSettings settings, Problems problems) {
        this.configuration = configuration;
        this.settings = settings;
        this.problems = problems;
    }

    static void find(Map<String, String> configuration, SftpSettings settings, Problems problems) {
        var contradictions = new Contradictions(configuration, settings, problems);
        contradictions.ofLogin();
        contradictions.ofFolders();
        contradictions.ofCharacters(settings.csv());
        contradictions.ofSchemas(settings.records());
    }

    private void ofLogin() {
        if (settings.server().password() == null && settings.server().privateKey() == null) {
            problems.add(Keys.PASSWORD, "Required, unless " + Keys.PRIVATE_KEY + " is set");
        }
    }

    private void ofFolders() {
        if (settings.folders().cleanup() == CleanupPolicy.MOVE) {
            required(Keys.FINISHED_PATH);
            required(Keys.ERROR_PATH);
        }
        int groups = settings.folders().files().matcher("").groupCount();
        Matcher used = GROUP.matcher(settings.records().topic());
        while (used.find()) {
            if (Integer.parseInt(used.group(1)) > groups) {
                problems.add(
                        Keys.TOPIC,
                        "Names the group " + used.group() + ", but " + Keys.FILE_PATTERN + " has " + groups);
            }
        }
    }

    private void required(String folder) {
        if (!isSet(folder)) {
            problems.add(folder, "Required with " + Keys.CLEANUP + "=" + CleanupPolicy.MOVE);
        }
    }

    private void ofCharacters(CsvSettings csv) {
        if (csv.separator() == 0) {
            problems.add(Keys.SEPARATOR, "Required");
        }
        if (csv.separator() == csv.quote()) {
            problems.add(Keys.QUOTE, "Cannot be the same as " + Keys.SEPARATOR);
        }
        if (csv.escape() != 0 && (csv.escape() == csv.quote() || csv.escape() == csv.separator())) {
            problems.add(Keys.ESCAPE, "Cannot be the same as " + Keys.QUOTE + " or " + Keys.SEPARATOR);
        }
    }

    private void ofSchemas(RecordSettings records) {
        boolean generated = Boolean.parseBoolean(configuration.getOrDefault(Keys.GENERATE_SCHEMA, "false"));
        if (generated && records.valueSchema() != null) {
            problems.add(Keys.VALUE_SCHEMA, "Cannot be set together with " + Keys.GENERATE_SCHEMA);
        }
        if (!generated && records.valueSchema() == null) {
            problems.add(Keys.VALUE_SCHEMA, "Required, unless " + Keys.GENERATE_SCHEMA + " is true");
        }
        if (isSet(Keys.RECORD_KEY_COLUMNS) && records.keySchema() != null) {
            problems.add(Keys.KEY_SCHEMA, "Cannot be set together with " + Keys.RECORD_KEY_COLUMNS);
        }
        if (isSet(Keys.RECORD_KEY_COLUMNS) && !records.generatedKeyFields().isEmpty()) {
            problems.add(Keys.GENERATED_KEY_FIELDS, "Cannot be set together with " + Keys.RECORD_KEY_COLUMNS);
        }
    }

    private boolean isSet(String key) {
        String value = configuration.get(key);
        return value != null && !value.isBlank();
    }
}
