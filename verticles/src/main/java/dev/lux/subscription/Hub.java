package dev.lux.subscription;

import dev.lux.document.DocumentState;
import dev.lux.document.Pattern;
import dev.lux.error.LuxException;
import dev.lux.lifecycle.Contact;
import dev.lux.loop.LaterTurns;
import dev.lux.loop.Loop;
import dev.lux.replica.Audience;
import dev.lux.replica.Change;
import dev.lux.replica.SharedState;
import dev.lux.replica.Source;
import dev.lux.replica.View;
import dev.lux.route.Owners;
import dev.lux.time.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one event loop and the documents that they watch. It keeps the newest version of each and tells the
 * streams once per turn of the loop, however many changes came in it.
 *
 * <p>A subscription is answered when the hub surely holds everything that was acknowledged before it was asked for: the
 * first one of a pattern registers it with the owners, a later one asks them how far their streams are.
 *
 * <p>Belongs to one event loop; every call is made there.
 */
public final class Hub implements Audience {
    /** How many documents of an ended subscription are looked at before others have their turn. */
    private static final int FORGOTTEN_PER_TURN = 1_000;
    /** How many documents are looked at for the streams in one turn, all together: about a millisecond of work. */
    private static final int LOOKS_PER_TURN = 512;

    private final Loop loop;
    private final Source node;
    private final Owners owners;
    private final StreamStats stats;
    private final HubDocuments documents = new HubDocuments();
    private final Groups groups = new Groups();
    private final News news;
    private final LaterTurns laterTurns;
    private final Contact contact;
    private final HeldTurns heldTurns;
    private Set<Integer> silent = Set.of();
    private boolean tellScheduled;

    /** @param contact without which nothing is subscribed, and no document written */
    public Hub(Loop loop, Source node, Owners owners, Clock clock, StreamStats stats, Contact contact) {
        this.loop = loop;
        this.node = node;
        this.owners = owners;
        this.stats = stats;
        this.news = new News(documents, groups, clock);
        this.laterTurns = new LaterTurns(loop, LOOKS_PER_TURN);
        this.contact = contact;
        this.heldTurns = new HeldTurns(contact::isThere);
    }

    /** A new stream's outbox. */
    public Outbox open(View view, Sink sink) {
        return new Outbox(documents, view, sink, stats, OutboxBounds.DEFAULT, laterTurns::add, heldTurns);
    }

    /**
     * Makes the hub ready for a subscription of {@code pattern}: it then holds everything acknowledged before this call.
     * Every use is ended by {@link #release} or {@link #leave}, a failed one too.
     */
    Future<Group> use(Pattern pattern) {
        Group known = groups.get(pattern);
        if (known != null) {
            known.use();
            return known.loaded().compose(loaded -> onHub(node.sync(pattern))).map(known);
        }
        Group group = new Group(pattern, onHub(node.register(this, pattern)).map(this::load));
        group.use();
        groups.put(group);
        return group.loaded().map(group);
    }

    /**
     * Subscribes a stream: everything that matches, then {@code synced}, then changes.
     *
     * @return fails with a {@link dev.lux.error.LuxException} when the owners can't be asked; nothing is subscribed then
     */
    public Future<Void> subscribe(Outbox outbox, Subscription subscription) {
        try {
            contact.require();
        } catch (LuxException without) {
            return Future.failedFuture(without);
        }
        Pattern pattern = subscription.pattern();
        return use(pattern)
                .compose(group -> absentVersions(subscription).map(absent -> {
                    news.tell();
                    if (!subscription.isWanted()) {
                        release(pattern);
                    } else {
                        if (outbox.isSubscribed(pattern)) {
                            release(pattern);
                        }
                        group.subscribers().add(outbox);
                        outbox.start(snapshot(group, subscription, absent));
                    }
                    return (Void) null;
                }))
                .onFailure(failure -> release(pattern));
    }

    /** It keeps the versions of deletions that this hub may have forgotten when it comes to them. */
    private Snapshot snapshot(Group group, Subscription subscription, Map<String, Long> absent) {
        // With the pattern object that all of the group share.
        Snapshot snapshot = new Snapshot(group.pattern(), subscription.ref(), subscription.since(), absent);
        for (String id : subscription.since().keySet()) {
            HubDocument document = documents.get(id);
            if (document != null && !document.isLive()) {
                snapshot.sawGone(document);
            }
        }
        return snapshot;
    }

    /** For what the client has and this hub has not: the version below which no later one falls, from its owner. */
    private Future<Map<String, Long>> absentVersions(Subscription subscription) {
        List<String> absent = subscription.since().keySet().stream()
                .filter(id ->
                        documents.get(id) == null && subscription.pattern().matches(id))
                .toList();
        return absent.isEmpty()
                ? Future.succeededFuture(Map.of())
                : owners.readAll(absent).compose(states -> absentVersions(subscription, states));
    }

    private Future<Map<String, Long>> absentVersions(Subscription subscription, List<DocumentState> states) {
        if (states.stream().anyMatch(DocumentState::isLive)) {
            // Created since this hub was made ready, so that its version is no deletion's: it belongs in the snapshot.
            return onHub(node.sync(subscription.pattern())).compose(synced -> absentVersions(subscription));
        }
        return Future.succeededFuture(
                states.stream().collect(Collectors.toMap(DocumentState::id, DocumentState::version)));
    }

    /** Ends a subscription that was started. */
    public void unsubscribe(Outbox outbox, Pattern pattern) {
        if (outbox.isSubscribed(pattern)) {
            outbox.stop(pattern);
            leave(outbox, pattern);
        }
    }

    /** Ends a stream with all its subscriptions. */
    public void close(Outbox outbox) {
        List<Pattern> patterns = outbox.patterns();
        outbox.close();
        patterns.forEach(pattern -> leave(outbox, pattern));
    }

    /** Adds one who is told of changes; {@code pattern} is in use for it. */
    void join(Subscriber subscriber, Pattern pattern) {
        Group group = groups.get(pattern);
        if (group != null) {
            group.subscribers().add(subscriber);
        }
    }

    /** Ends a use that was for {@code subscriber}, whether it has joined or not. */
    void leave(Subscriber subscriber, Pattern pattern) {
        Group group = groups.get(pattern);
        if (group != null) {
            group.subscribers().remove(subscriber);
            release(pattern);
        }
    }

    /** The newest state of a document that a pattern in use matches; {@code null}: not live, and not lately. */
    @Nullable
    DocumentState newest(String id) {
        news.tell();
        HubDocument document = documents.get(id);
        return document == null ? null : document.newest().state();
    }

    private void release(Pattern pattern) {
        Group group = groups.get(pattern);
        if (group == null || !group.release()) {
            return;
        }
        groups.remove(pattern);
        laterTurns.add(() -> forgetUnwanted(pattern, ""));
    }

    /**
     * Forgets what no pattern in use matches any more, a part in each turn. The interest ends with the last part: until
     * then what is still there stays up to date, for whoever subscribes to it meanwhile.
     *
     * @return how many documents were looked at
     */
    private int forgetUnwanted(Pattern pattern, String after) {
        String position = after;
        for (int looks = 0; looks < FORGOTTEN_PER_TURN; looks++) {
            HubDocument document = documents.next(pattern, position);
            if (document == null) {
                if (groups.get(pattern) == null) {
                    node.unregister(this, pattern);
                }
                return looks;
            }
            position = document.id();
            if (!groups.matches(position)) {
                documents.remove(document);
            }
        }
        String reached = position;
        laterTurns.add(() -> forgetUnwanted(pattern, reached));
        return FORGOTTEN_PER_TURN;
    }

    /** Takes what the owners hold of a new pattern. Nobody subscribes to it yet, so it is no news. */
    private Void load(List<SharedState> states) {
        for (SharedState state : states) {
            HubDocument document = documents.get(state.state().id());
            if (document == null) {
                documents.add(new HubDocument(state));
            } else {
                news.take(document, new Change(state, 0, false));
            }
        }
        return null;
    }

    /** Takes changes, in the order of their commits per document, and tells the streams at the end of the turn. */
    @Override
    public void apply(List<Change> changes) {
        for (Change change : changes) {
            String id = change.state().state().id();
            HubDocument document = documents.get(id);
            if (document == null && groups.matches(id)) {
                document = new HubDocument(id);
                documents.add(document);
            }
            if (document != null) {
                news.take(document, change);
            }
        }
        if (!news.isEmpty() && !tellScheduled) {
            tellScheduled = true;
            loop.run(() -> {
                tellScheduled = false;
                news.tell();
            });
        }
    }

    /** Streams that were held go on when there is contact again; called several times a second. */
    public void goOn() {
        heldTurns.letGo(laterTurns::add);
    }

    /** Forgets deletions that are old enough and that every stream was told of; called now and then. */
    public void forgetGone() {
        news.forgetGone();
    }

    @Override
    public void run(Runnable task) {
        loop.run(task);
    }

    /** Tells the streams of every pattern whose state has changed between live and maybe old. */
    @Override
    public void silent(Set<Integer> shards) {
        if (shards.equals(silent)) {
            return;
        }
        silent = shards;
        for (Group group : groups.all()) {
            if (group.setLive(!node.concerns(group.pattern(), shards))) {
                List.copyOf(group.subscribers())
                        .forEach(subscriber -> subscriber.live(group.pattern(), group.isLive()));
            }
        }
    }

    private <T> Future<T> onHub(Future<T> elsewhere) {
        Promise<T> here = Promise.promise();
        elsewhere.onComplete(result -> run(() -> here.handle(result)));
        return here.future();
    }
}
