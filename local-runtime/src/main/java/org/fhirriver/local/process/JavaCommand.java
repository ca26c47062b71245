package org.fhirriver.local.process;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a child JVM.
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
        return line(System.getProperty(CLASS_PATH, System.getProperty("java.class.path")));
    }

    /** The command line with libraries of its own; of this JVM's class path it has only what ends it with its parent. */
    public List<String> lineWith(String libraries) {
        String own = Path.of(URI.create(ChildMain.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .toString();
        return line(libraries + File.pathSeparator + own);
    }

    private List<String> line(String classPath) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvm);
        line.add("-cp");
        line.add(classPath);
        line.add(ChildMain.class.getName());
        line.add(mainClass);
        line.addAll(arguments);
        return List.copyOf(line);
    }
}
