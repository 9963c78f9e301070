package dev.lux.replica;

import dev.lux.command.Beacon;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.ShardTerm;
import dev.lux.command.Update;
import dev.lux.document.DocumentState;
import dev.lux.route.Interest;
import dev.lux.route.ScriptedCalls.Call;
import dev.lux.route.ScriptedTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An owner as an edge hears it, which says what the test says. Its interest is what the test lets it hear. */
public final class ScriptedOwner {
    private final String address;
    private final Map<Integer, Long> terms = new TreeMap<>();
    private Interest interest = new Interest(new ScriptedTable()::shardOf);
    private long epoch = 1;
    private long lastNumber;

    /** The first owner of a node, which serves these shards under term 1. */
    public ScriptedOwner(String node, int... shards) {
        this.address = ScriptedTable.owner(node, 0);
        for (int shard : shards) {
            serves(shard, 1);
        }
    }

    public String address() {
        return address;
    }

    public void serves(int shard, long term) {
        terms.put(shard, term);
    }

    public void dropsShard(int shard) {
        terms.remove(shard);
        interest.dropShard(shard);
    }

    /** It forgets the stream to the edge, and begins another when it is asked again. */
    public void forgetsTheEdge() {
        interest = new Interest(new ScriptedTable()::shardOf);
        epoch++;
        lastNumber = 0;
    }

    /** Hears a request, without an answer. */
    public void hears(Call call) {
        if (!call.owner().equals(address)) {
            throw new AssertionError("asked of another: " + call.owner());
        }
        if (call.request() instanceof OwnerRequest.Register register && register.whole()) {
            interest.replace(register.shards(), register.patterns(), register.generation());
        } else if (call.request() instanceof OwnerRequest.Register register) {
            interest.add(register.patterns(), register.generation());
        } else if (call.request() instanceof OwnerRequest.Unregister unregister) {
            interest.remove(unregister.patterns(), unregister.generation());
        }
    }

    /** Hears a request and answers it: everything that was sent so far is the position. */
    public void answers(Call call) {
        hears(call);
        call.reply(followed(call, lastNumber));
    }

    /** Hears a request and answers it, with a position that is still to come. */
    public void answersWithPosition(Call call, long position) {
        hears(call);
        call.reply(followed(call, position));
    }

    private OwnerReply.Followed followed(Call call, long position) {
        List<ShardTerm> served = new ArrayList<>();
        for (int shard : shards(call.request())) {
            Long term = terms.get(shard);
            if (term != null) {
                served.add(new ShardTerm(shard, term));
            }
        }
        return new OwnerReply.Followed(epoch, position, served);
    }

    private static List<Integer> shards(OwnerRequest request) {
        if (request instanceof OwnerRequest.Register register) {
            return register.shards();
        }
        return request instanceof OwnerRequest.Sync sync ? sync.shards() : List.of();
    }

    /** The next update of the stream. */
    public Update update(Update.Change... changes) {
        return new Update(address, epoch, ++lastNumber, List.of(changes));
    }

    /** A live state whose data is its version. */
    public static Update.Change live(String id, long version, long term) {
        byte[] data = Long.toString(version).getBytes(StandardCharsets.US_ASCII);
        return new Update.Change(term, new DocumentState(id, version, data, version, "me"), 0);
    }

    public static Update.Change gone(String id, long version, long term) {
        return new Update.Change(term, new DocumentState(id, version, null, version, "me"), 0);
    }

    /** What it would say now of the shards that it serves and in which the edge seems to have an interest. */
    public Beacon beacon() {
        List<Beacon.ServedShard> served = new ArrayList<>();
        terms.forEach((shard, term) -> {
            if (interest.concerns(shard)) {
                served.add(new Beacon.ServedShard(shard, term, interest.idsIn(shard)));
            }
        });
        return new Beacon(address, epoch, lastNumber, interest.generation(), interest.prefixes(), served);
    }

    /** What it believes that the edge wants, of its shards. */
    public Interest interest() {
        return interest;
    }
}
