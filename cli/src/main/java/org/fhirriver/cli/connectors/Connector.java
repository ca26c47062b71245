package org.fhirriver.cli.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A connector as a worker tells it.
 *
 * @param state of the connector itself: RUNNING, PAUSED, FAILED, …
 * @param failure why the connector itself failed
 */
public record Connector(String name, String type, String state, Optional<String> failure, List<Task> tasks) {

    /** One of its tasks, with the reason when it failed. */
    public record Task(int number, String worker, String state, Optional<String> failure) {

        boolean isRunning() {
            return state.equals("RUNNING");
        }
    }

    public Connector {
        tasks = List.copyOf(tasks);
    }

    static Connector of(JsonNode status) {
        var tasks = new ArrayList<Task>();
        for (JsonNode task : status.path("tasks")) {
            tasks.add(new Task(
                    task.path("id").asInt(),
                    task.path("worker_id").asText(),
                    task.path("state").asText(),
                    reason(task.path("trace"))));
        }
        JsonNode connector = status.path("connector");
        return new Connector(
                status.path("name").asText(),
                status.path("type").asText(),
                connector.path("state").asText(),
                reason(connector.path("trace")),
                tasks);
    }

    private static Optional<String> reason(JsonNode trace) {
        return trace.isTextual() && !trace.asText().isBlank()
                ? Optional.of(Reason.of(trace.asText()))
                : Optional.empty();
    }

    /** Why it failed, or else one of its tasks. */
    public Optional<String> firstFailure() {
        return failure.or(
                () -> tasks.stream().flatMap(task -> task.failure().stream()).findFirst());
    }

    /** Whether it and all of its tasks run; one without tasks has nothing to do yet. */
    boolean isRunning() {
        return state.equals("RUNNING") && !tasks.isEmpty() && tasks.stream().allMatch(Task::isRunning);
    }

    /** Whether it has been stopped, and its tasks are gone. */
    boolean isStopped() {
        return state.equals("STOPPED") && tasks.isEmpty();
    }

    /** Whether it or one of its tasks has failed. */
    public boolean hasFailed() {
        return state.equals("FAILED")
                || tasks.stream().anyMatch(task -> task.state().equals("FAILED"));
    }
}
