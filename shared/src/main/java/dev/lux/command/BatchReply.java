package dev.lux.command;

import java.util.List;

/** What became of one batch. */
public sealed interface BatchReply {
    /** One reply per write, in order. */
    record Answered(List<WriteReply> replies) implements BatchReply {}

    /** Surely not applied, and worth asking again: the owner is changing, or copies are missing at the moment. */
    record Unready() implements BatchReply {}

    /** May or may not be applied: the owner lost the shard meanwhile. Asking again, with the same number, settles it. */
    record Unknown() implements BatchReply {}
}
