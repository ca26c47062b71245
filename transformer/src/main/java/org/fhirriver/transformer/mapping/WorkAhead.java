package org.fhirriver.transformer.mapping;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fhirriver.transformer.pipelines.RunningPipeline;
import org.fhirriver.transformer.pipelines.RunningPipelines;

/**
 * The works of a batch in its order, where some are begun before their turn has come: calls to a server wait for each
 * other's answers otherwise.
 */
final class WorkAhead implements AutoCloseable {

    private final List<ConsumerRecord<byte[], byte[]>> batch;
    private final RunningPipelines pipelines;
    private final MappingAhead mapped;
    private final Deque<Work> begun = new ArrayDeque<>();
    private int next;

    WorkAhead(List<ConsumerRecord<byte[], byte[]>> batch, RunningPipelines pipelines, MappingAhead mapped) {
        this.batch = batch;
        this.pipelines = pipelines;
        this.mapped = mapped;
    }

    /** The next work; asked for no more often than there are messages. */
    Work next() {
        if (begun.isEmpty()) {
            begin();
        }
        Work work = begun.removeFirst();
        int ahead = work.pipeline().mapper().ahead();
        while (begun.size() < ahead
                && next < batch.size()
                && isOf(work.message().topic())) {
            begin();
        }
        return work;
    }

    /** How long the next work can take at most. */
    Duration longest() {
        return pipeline(next - begun.size()).mapper().longest();
    }

    /** Gives up what was begun and not asked for. */
    @Override
    public void close() {
        begun.forEach(work -> work.inHand().cancel());
    }

    private boolean isOf(String topic) {
        return batch.get(next).topic().equals(topic);
    }

    private void begin() {
        Work work = mapped.take(batch.get(next), pipelines);
        begun.addLast(work == null ? WorkReader.read(batch.get(next), pipeline(next)) : work);
        next++;
    }

    private RunningPipeline pipeline(int index) {
        RunningPipeline pipeline = pipelines.of(batch.get(index).topic());
        if (pipeline == null) {
            throw new IllegalStateException(
                    "No pipeline has the topic " + batch.get(index).topic());
        }
        return pipeline;
    }
}
