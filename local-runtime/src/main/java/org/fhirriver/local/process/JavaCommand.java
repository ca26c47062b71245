package org.fhirriver.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a child JVM, with the class path of this one.
 *
 * @param mainClass the class to run
 * @param jvm options of the JVM
 * @param arguments of the class
 */
public record JavaCommand(String mainClass, List<String> jvm, List<String> arguments) {

    /** The system property that gives children a class path with a wildcard in place of this JVM's long one. */
    public static final String CLASS_PATH = "river.class.path";

    public JavaCommand {
        jvm = List.copyOf(jvm);
        arguments = List.copyOf(arguments);
    }

    /** The whole command line. */
    public List<String> line() {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvm);
        line.add("-cp");
        line.add(System.getProperty(CLASS_PATH, System.getProperty("java.class.path")));
        line.add(ChildMain.class.getName());
        line.add(mainClass);
        line.addAll(arguments);
        return List.copyOf(line);
    }
}
