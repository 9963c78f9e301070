package dev.lux.harness.bench.peer;

import dev.lux.harness.Programs;
import dev.lux.harness.bench.load.Frames;
import dev.lux.harness.bench.load.SubscriberTalk;
import dev.lux.harness.bench.load.WriterTalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * nginx with nchan, which keeps the last message of each channel and sends it to a new subscriber (nchan's manual:
 * {@code nchan_message_buffer_length}, {@code nchan_subscriber_first_message}). A board is a subscription of several
 * channels, of which nchan takes 255 at most.
 */
final class NchanServer implements Server {
    private static final String MODULE = "/usr/lib/nginx/modules/ngx_nchan_module.so";

    private static final String TEMPLATE = """
            load_module MODULE;
            daemon off;
            master_process off;
            worker_rlimit_nofile 20000;
            pid nginx.pid;
            error_log stderr warn;
            events { worker_connections 19000; }
            http {
              access_log off;
              keepalive_requests 100000000;
              nchan_message_buffer_length 1;
              server {
                listen 127.0.0.1:PORT backlog=4096;
                location ~ ^/pub/(.+)$ { nchan_publisher http; nchan_channel_id $1; }
                location ~ ^/sub/(.+)$ {
                  nchan_subscriber websocket;
                  nchan_channel_id $1;
                  nchan_channel_id_split_delimiter ",";
                  nchan_subscriber_first_message oldest;
                }
              }
            }
            """;

    private final Program program;
    private final int port;
    private final int documents;

    private NchanServer(Program program, int port, int documents) {
        this.program = program;
        this.port = port;
        this.documents = documents;
    }

    static Server start(Cores cores, int documents) throws IOException {
        if (!Files.exists(Path.of(MODULE))) {
            throw new IOException("No nchan found: install it (Debian: apt-get install libnginx-mod-nchan).");
        }
        String nginx = Programs.find("nginx", "nginx-light libnginx-mod-nchan");
        Path folder = Program.folder("nchan");
        int port = Program.freePorts(1);
        Files.writeString(
                folder.resolve("nginx.conf"), TEMPLATE.replace("MODULE", MODULE).replace("PORT", "" + port));
        List<String> command = List.of(
                nginx,
                "-p",
                folder.toString(),
                "-e",
                "stderr",
                "-c",
                folder.resolve("nginx.conf").toString());
        return new NchanServer(Program.start(cores, folder, command, port), port, documents);
    }

    @Override
    public SubscriberTalk subscriber() {
        String channels =
                IntStream.range(0, documents).mapToObj(HttpWriter::name).collect(Collectors.joining(","));
        return new SubscriberTalk(Program.local(port), Frames.upgrade("/sub/" + channels, ""), new byte[0]);
    }

    @Override
    public WriterTalk writer() {
        return new HttpWriter(Program.local(port), "POST", "/pub/", "", "", "", HttpWriter.names(documents));
    }

    @Override
    public List<Long> pids() {
        return List.of(program.pid());
    }

    @Override
    public void close() {
        program.close();
    }
}
