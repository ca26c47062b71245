package org.fhirriver.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a child process.
 *
 * @param name its name in file names and messages
 * @param command the command line
 * @param environment what it gets in addition to this process's environment
 * @param log where its output goes, at the end of what is there
 * @param pidFile where the next start finds it, should this process be killed
 */
public record ChildSpec(String name, List<String> command, Map<String, String> environment, Path log, Path pidFile) {

    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
