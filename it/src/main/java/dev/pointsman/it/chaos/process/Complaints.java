package dev.pointsman.it.chaos.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What processes did that none should, whatever the logs say. Safe on every thread. */
public final class Complaints {
    private final List<String> sentences = new CopyOnWriteArrayList<>();

    public void add(String sentence) {
        sentences.add(sentence);
    }

    public List<String> all() {
        return List.copyOf(sentences);
    }
}
