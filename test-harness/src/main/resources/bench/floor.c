/*
 * The floor under every broker: each message of the writer is sent to each subscriber, one send(2) each, and nothing
 * else is done. Usage: floor PORT MESSAGE_BYTES; subscribers connect to PORT, the writer to PORT + 1, on 127.0.0.1.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 20000 };

static int subscribers[MOST];
static int count;

static int listening(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  int on = 1, s = socket(AF_INET, SOCK_STREAM, 0);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (s < 0 || bind(s, (struct sockaddr *)&address, sizeof address) < 0 || listen(s, 4096) < 0) {
    perror("floor");
    exit(1);
  }
  return s;
}

static int accepted(int listener) {
  int on = 1, s = accept(listener, NULL, NULL);
  if (s >= 0) setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return s;
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  int size = atoi(argv[2]), have = 0;
  char *message = malloc(size);
  struct pollfd watched[3] = {
      {listening(atoi(argv[1])), POLLIN, 0}, {listening(atoi(argv[1]) + 1), POLLIN, 0}, {-1, POLLIN, 0}};
  puts("ready");
  fflush(stdout);
  for (;;) {
    if (poll(watched, 3, -1) < 0) return 1;
    if (watched[0].revents) {
      int s = accepted(watched[0].fd);
      if (s >= 0 && count < MOST) subscribers[count++] = s;
    }
    if (watched[1].revents) watched[2].fd = accepted(watched[1].fd);
    if (watched[2].revents) {
      ssize_t n = read(watched[2].fd, message + have, size - have);
      if (n <= 0) return 0; /* the writer has left: the run is over */
      have += n;
      if (have == size) {
        have = 0;
        for (int i = 0; i < count; i++) send(subscribers[i], message, size, MSG_DONTWAIT | MSG_NOSIGNAL);
      }
    }
  }
}
