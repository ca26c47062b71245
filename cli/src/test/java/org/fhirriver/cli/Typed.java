package org.fhirriver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.fhirriver.cli.screen.Look;
import org.fhirriver.cli.screen.Screen;

/**
 * What a person typed, and what came of it.
 *
 * @param status the exit status
 * @param out the standard output
 * @param err the standard error
 */
record Typed(int status, String out, String err) {

    /** Runs a command as a person does whose project is a folder, and whose screen shows plain text. */
    static Typed in(Path project, String... words) {
        return in(project, Map.of(), words);
    }

    static Typed in(Path project, Map<String, String> environment, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("RIVER_HOME", project.resolve("home").toString());
        Surroundings surroundings = new Surroundings(
                project,
                all,
                new Screen(stream, Look.PLAIN),
                new Screen(new PrintStream(err, true, UTF_8), Look.PLAIN));
        int status = RiverCommand.commandLine(surroundings, stream).execute(words);
        return new Typed(status, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** Writes a file of the project. */
    static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** A clinic with one pipeline, a map and a function of its own. */
    static void writeClinic(Path project, String jdbcUrl) throws IOException {
        Path clinic = project.resolve("pipelines/clinic");
        write(
                clinic.resolve("source.yaml"),
                "name: clinic\ntimezone: Europe/Vienna\ndatabase: {url: '" + jdbcUrl + "'}\n");
        write(clinic.resolve("maps/gender.csv"), "source,target\nM,male\nF,female\n");
        write(clinic.resolve("functions/Names.java"), """
                public final class Names {
                    private Names() {}

                    /** The first letter of a name. */
                    public static String initial(String name) {
                        return name.substring(0, 1) + ".";
                    }
                }
                """);
        write(clinic.resolve("patients.yaml"), """
                name: clinic-patients
                key: [id]
                extract:
                  table: patients
                  columns: {id: integer, born: date}
                resources:
                  - template:
                      resourceType: Patient
                      gender: "{{ translate('gender', sex) }}"
                      birthDate: "{{ born }}"
                      name: [{family: "{{ family }}", given: ["{{ initial(given) }}"]}]
                """);
    }
}
