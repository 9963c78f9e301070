package dev.lux.harness.load;

import dev.lux.harness.client.Reply;

/** How one request ended, before anyone looks at the answer. */
sealed interface Exchange {
    record Answered(Reply reply) implements Exchange {}

    /** Nothing of it left: the connection could not be made. */
    record NotSent(String why) implements Exchange {}

    /** It may have arrived. */
    record Lost(String why) implements Exchange {}
}
