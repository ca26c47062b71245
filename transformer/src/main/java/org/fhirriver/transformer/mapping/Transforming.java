package org.fhirriver.transformer.mapping;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.fhirriver.hapi.Unreachable;
import org.fhirriver.hapi.mapper.Result;
import org.fhirriver.kit.stage.StageHandler;
import org.fhirriver.kit.stage.StageOutput;
import org.fhirriver.kit.stage.Unavailable;
import org.fhirriver.messages.Headers;
import org.fhirriver.messages.Origin;
import org.fhirriver.transformer.outputs.Outputs;
import org.fhirriver.transformer.pipelines.Pipelines;
import org.fhirriver.transformer.pipelines.RunningPipelines;
import org.slf4j.MDC;

/** What the transformer does with a batch: maps its messages and publishes what they become, in their order. */
public final class Transforming implements StageHandler {

    /** When a transaction is closed with the prefix that is done, so that it is committed within ten seconds. */
    private static final Duration LONGEST = Duration.ofMillis(9_500);

    private final Pipelines pipelines;
    private final Outputs outputs;
    private final Publisher publisher;
    private final MappingAhead mapped = new MappingAhead();
    private final Clock clock;

    public Transforming(Pipelines pipelines, Outputs outputs, Clock clock) {
        this.pipelines = pipelines;
        this.outputs = outputs;
        this.publisher = new Publisher(outputs);
        this.clock = clock;
    }

    @Override
    public Pattern topics() {
        return pipelines.current().topics();
    }

    @Override
    public void ahead(List<ConsumerRecord<byte[], byte[]>> messages) {
        mapped.begin(messages, pipelines.current());
    }

    @Override
    public int handle(List<ConsumerRecord<byte[], byte[]>> batch, StageOutput output) throws Unavailable {
        RunningPipelines running = pipelines.current();
        outputs.begin();
        long end = clock.millis() + LONGEST.toMillis();
        try (WorkAhead works = new WorkAhead(batch, running, mapped)) {
            for (int done = 0; done < batch.size(); ) {
                if (done > 0 && clock.millis() + works.longest().toMillis() >= end) {
                    return done;
                }
                Work work = works.next();
                if (work.touch() != null) {
                    publisher.touch(work, output);
                    done++;
                    continue;
                }
                Result result;
                try {
                    result = result(work);
                } catch (Unreachable e) {
                    if (done > 0) {
                        // What is done is committed; the next part begins with this record.
                        return done;
                    }
                    throw new Unavailable(
                            e.what(), e.why(), partitionsOf(work.message().topic(), batch), e);
                }
                publisher.publish(work, result, output);
                done++;
            }
        }
        return batch.size();
    }

    @Override
    public void committed() {
        outputs.committed();
    }

    @Override
    public void revoked(Collection<TopicPartition> partitions) {
        outputs.forget(partitions);
    }

    /** Code of others that maps the record may log: its lines tell which record they are about. */
    private static Result result(Work work) throws Unreachable {
        if (work.pipeline().mapper().longest().isZero()) {
            return work.inHand().result();
        }
        ConsumerRecord<byte[], byte[]> message = work.message();
        MDC.put("pipeline", work.pipeline().name());
        MDC.put("batch", StageOutput.header(message, Headers.BATCH));
        MDC.put("origin", new Origin(message.topic(), message.partition(), message.offset()).toString());
        try {
            return work.inHand().result();
        } finally {
            MDC.clear();
        }
    }

    /** What keeps one record of a pipeline waiting keeps all of them waiting. */
    private static Set<TopicPartition> partitionsOf(String topic, List<ConsumerRecord<byte[], byte[]>> batch) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> message : batch) {
            if (message.topic().equals(topic)) {
                partitions.add(new TopicPartition(topic, message.partition()));
            }
        }
        return partitions;
    }
}
