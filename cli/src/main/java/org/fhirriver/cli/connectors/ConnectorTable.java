package org.fhirriver.cli.connectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fhirriver.cli.connectors.Connector.Task;
import org.fhirriver.cli.screen.Look;

/**
 * Connectors as lines, with the reason of each failure beneath.
 *
 * @param look how a person sees it
 */
record ConnectorTable(Look look) {

    List<String> of(List<Connector> connectors) {
        int width =
                connectors.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        String row = "  %-" + Math.max(width, "connector".length()) + "s  %-6s  %-10s  %s";
        var lines = new ArrayList<String>();
        lines.add(look.strong(row.formatted("connector", "type", "state", "tasks")));
        for (Connector connector : connectors) {
            String line = row.formatted(
                    connector.name(), connector.type(), connector.state().toLowerCase(Locale.ROOT), tasks(connector));
            lines.add(connector.hasFailed() ? look.bad(line) : line);
            connector.failure().ifPresent(reason -> lines.add("      " + reason));
            connector.tasks().forEach(task -> task.failure().ifPresent(reason -> lines.add(failure(task, reason))));
        }
        return lines;
    }

    private static String failure(Task task, String reason) {
        return "      task %d on %s: %s".formatted(task.number(), task.worker(), reason);
    }

    private static String tasks(Connector connector) {
        long running = connector.tasks().stream().filter(Task::isRunning).count();
        return connector.tasks().isEmpty()
                ? "none"
                : "%d of %d running".formatted(running, connector.tasks().size());
    }
}
