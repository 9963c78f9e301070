package dev.lux.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ConfirmsTest {
    private final List<Promise<Boolean>> started = new ArrayList<>();
    private final Confirms confirms = new Confirms(shard -> {
        Promise<Boolean> confirm = Promise.promise();
        started.add(confirm);
        return confirm.future();
    });
    private final Shard shard = new Shard(1, 1, 0, new byte[0]);
    private final Shard other = new Shard(2, 1, 0, new byte[0]);

    @Test
    void whoAsksDuringAConfirmIsAnsweredByTheNext() {
        Future<Boolean> first = confirms.confirm(shard);
        Future<Boolean> second = confirms.confirm(shard);
        Future<Boolean> third = confirms.confirm(shard);
        assertThat(started).hasSize(1);
        started.get(0).complete(true);
        assertThat(List.of(first.isComplete(), second.isComplete(), third.isComplete()))
                .containsExactly(true, false, false);
        assertThat(started).hasSize(2);
        started.get(1).complete(false);
        assertThat(List.of(first.result(), second.result(), third.result())).containsExactly(true, false, false);
    }

    @Test
    void aConfirmIsOfOneShard() {
        Future<Boolean> mine = confirms.confirm(shard);
        confirms.confirm(other);
        assertThat(started).hasSize(2);
        started.get(1).complete(true);
        assertThat(mine.isComplete()).isFalse();
    }

    @Test
    void ofSeveralShardsThoseAreOwnedThatAre() {
        Future<List<Shard>> all = confirms.confirmAll(List.of(shard, other));
        started.get(0).complete(false);
        assertThat(all.isComplete()).isFalse();
        started.get(1).complete(true);
        assertThat(all.result()).containsExactly(other);
    }

    @Test
    void aShardThatIsLostBeforeTheOthersAreConfirmedIsNotOwned() {
        Future<List<Shard>> all = confirms.confirmAll(List.of(shard, other));
        started.get(0).complete(true);
        shard.drop();
        started.get(1).complete(true);
        assertThat(all.result()).containsExactly(other);
    }

    @Test
    void ofNoShardsNoneIsOwned() {
        assertThat(confirms.confirmAll(List.of()).result()).isEmpty();
        assertThat(started).isEmpty();
    }

    @Test
    void aConfirmAfterAnAnsweredOneStartsAnew() {
        confirms.confirm(shard);
        started.get(0).complete(true);
        Future<Boolean> later = confirms.confirm(shard);
        assertThat(later.isComplete()).isFalse();
        assertThat(started).hasSize(2);
    }

    private static List<Shard> many() {
        return java.util.stream.IntStream.range(0, 20)
                .mapToObj(number -> new Shard(number, 1, 0, new byte[0]))
                .toList();
    }

    @Test
    void whoAsksAboutManyShardsDuringARoundSharesTheNext() {
        List<Shard> shards = many();
        Future<List<Shard>> first = confirms.confirmAll(shards);
        List<Future<List<Shard>>> flood = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> confirms.confirmAll(shards.subList(i % 10, 20)))
                .toList();
        assertThat(started).hasSize(20);
        List.copyOf(started).forEach(confirm -> confirm.tryComplete(true));
        assertThat(first.result()).isEqualTo(shards);
        assertThat(flood).noneMatch(Future::isComplete);
        assertThat(started).hasSize(40);
        started.get(20 + 19).complete(false);
        List.copyOf(started).forEach(confirm -> confirm.tryComplete(true));
        assertThat(flood.get(3).result()).isEqualTo(shards.subList(3, 19));
        assertThat(started).hasSize(40);
    }

    @Test
    void aShardThatWasNotAskedAboutIsInNoAnswer() {
        List<Shard> shards = many();
        confirms.confirmAll(shards);
        Future<List<Shard>> some = confirms.confirmAll(shards.subList(0, 10));
        confirms.confirmAll(shards.subList(10, 20));
        List.copyOf(started).forEach(confirm -> confirm.tryComplete(true));
        List.copyOf(started).forEach(confirm -> confirm.tryComplete(true));
        assertThat(some.result()).isEqualTo(shards.subList(0, 10));
    }

    @Test
    void aQuestionAboutFewDoesNotWaitForARound() {
        confirms.confirmAll(many());
        Future<List<Shard>> few = confirms.confirmAll(List.of(shard));
        started.get(20).complete(true);
        assertThat(few.result()).containsExactly(shard);
    }
}
