package dev.lux.harness.fault;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.MapService;
import com.hazelcast.map.impl.record.Record;
import com.hazelcast.spi.impl.NodeEngineImpl;
import com.hazelcast.spi.impl.PartitionSpecificRunnable;
import dev.lux.boot.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * A broker that spoils its own memory on command: {@code copy ID} changes the last byte of the record that lies here,
 * primary or copy, and {@code store ID} that of all records of the document, behind its owner's back. Says
 * {@code spoilt ID} when it is done.
 */
public final class SpoiltBroker {
    private static final String DOCUMENTS = "lux.documents";

    private SpoiltBroker() {}

    public static void main(String[] args) throws Exception {
        Thread commands = new Thread(SpoiltBroker::obey, "spoil");
        commands.setDaemon(true);
        commands.start();
        Main.main(args);
    }

    private static void obey() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 2);
                HazelcastInstance hazelcast =
                        Hazelcast.getAllHazelcastInstances().iterator().next();
                if (words[0].equals("copy")) {
                    spoilHere(hazelcast, words[1]);
                } else {
                    IMap<String, byte[]> documents = hazelcast.getMap(DOCUMENTS);
                    documents.set(words[1], spoilt(documents.get(words[1])));
                    System.out.println("spoilt " + words[1]);
                }
            }
        } catch (IOException ended) {
            // So has the test.
        }
    }

    private static byte[] spoilt(byte[] record) {
        byte[] other = record.clone();
        other[other.length - 1] ^= 1;
        return other;
    }

    private static void spoilHere(HazelcastInstance hazelcast, String id) {
        NodeEngineImpl engine =
                ((HazelcastInstanceProxy) hazelcast).getOriginal().node.getNodeEngine();
        Data key = engine.toData(id);
        int partition = hazelcast.getPartitionService().getPartition(id).getPartitionId();
        engine.getOperationService().execute(new PartitionSpecificRunnable() {
            @Override
            public int getPartitionId() {
                return partition;
            }

            @Override
            @SuppressWarnings("unchecked")
            public void run() {
                MapService maps = engine.getService(MapService.SERVICE_NAME);
                Record<Object> record = maps.getMapServiceContext()
                        .getExistingRecordStore(partition, DOCUMENTS)
                        .getRecord(key);
                byte[] bytes = engine.toObject(record.getValue());
                record.setValue(engine.toData(spoilt(bytes)));
                System.out.println("spoilt " + id);
            }
        });
    }
}
