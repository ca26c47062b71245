package org.fhirriver.extractor.dead;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fhirriver.messages.Origin;
import org.fhirriver.messages.Stage;

/** The dead letters that can be replayed: those that nothing has settled, gathered by what they are about. */
final class Selection {

    /** What is replayed at one time; more than that needs another call. */
    static final int MOST = 20_000;

    private final Map<Subject, List<Letter>> letters = new LinkedHashMap<>();
    private final Map<Origin, Subject> subjects = new HashMap<>();
    private boolean more;

    /** What a letter is about: a key in a place, or itself where it has no key. */
    private record Subject(Stage stage, String place, Optional<ByteBuffer> key, Optional<Origin> itself) {

        static Subject of(Letter letter) {
            String place = letter.origin()
                    .map(origin -> origin.topic() + "-" + origin.partition())
                    .orElse(letter.pipeline());
            Optional<Origin> itself = letter.key().isPresent() ? Optional.empty() : Optional.of(letter.position());
            return new Subject(letter.stage(), place, letter.key(), itself);
        }
    }

    /** Adds what stands next in its partition of a dead-letter topic. */
    void add(Letter letter) {
        if (letter.settles().isPresent()) {
            settle(letter.settles().get());
            return;
        }
        Subject subject = Subject.of(letter);
        if (!letters.containsKey(subject) && letters.size() >= MOST) {
            more = true;
            return;
        }
        letters.computeIfAbsent(subject, of -> new ArrayList<>()).add(letter);
        subjects.put(letter.position(), subject);
    }

    private void settle(Origin position) {
        Subject subject = subjects.remove(position);
        if (subject != null) {
            letters.computeIfPresent(subject, (of, same) -> {
                same.removeIf(letter -> letter.position().equals(position));
                return same.isEmpty() ? null : same;
            });
        }
    }

    /** The letters about each subject, the oldest first. */
    List<List<Letter>> subjects() {
        return letters.values().stream().map(List::copyOf).toList();
    }

    /** Whether there are letters beyond what is replayed at one time. */
    boolean isThereMore() {
        return more;
    }
}
