/*
 * The least that a server can do: one thread, and one send() for each stream and frame. No token, no cursor, no chunks,
 * no heartbeats; only what it costs to hand the bytes to the kernel.
 *
 *   limit PORT
 *
 * GET /sub/N listens to account N; POST /pub/N sends its body to all who do, as one frame.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define BACKLOG 4096
#define ACCOUNTS 20000
#define REQUEST_BYTES 16384
#define EVENTS 512

struct connection {
    int fd, account, length;
    char *request; /* until it is known to listen */
};

static struct { struct connection **all; int count, room; } listeners[ACCOUNTS];
static char frame[REQUEST_BYTES + 256];
static long number;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void end_of(struct connection *connection) {
    for (int i = 0; connection->account >= 0 && i < listeners[connection->account].count; i++) {
        if (listeners[connection->account].all[i] == connection) {
            listeners[connection->account].all[i] = listeners[connection->account].all[--listeners[connection->account].count];
            break;
        }
    }
    close(connection->fd);
    free(connection->request);
    free(connection);
}

/* Waits where a socket is full: a slow reader is not what this is about. */
static void hand_over(int fd, const char *bytes, int length) {
    while (length > 0) {
        int sent = send(fd, bytes, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN) {
            struct pollfd full = {fd, POLLOUT, 0};
            poll(&full, 1, 1000);
        } else if (sent < 0) {
            return;
        } else {
            bytes += sent;
            length -= sent;
        }
    }
}

static void publish(int account, const char *body, int length) {
    int begin = sprintf(frame, "id: %ld\nevent: handoff_created\ndata: ", number++);
    memcpy(frame + begin, body, length);
    memcpy(frame + begin + length, "\n\n", 2);
    for (int i = 0; i < listeners[account].count; i++) {
        hand_over(listeners[account].all[i]->fd, frame, begin + length + 2);
    }
}

static void listen_to(struct connection *connection, int account) {
    static const char HEAD[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n";
    if (listeners[account].count == listeners[account].room) {
        listeners[account].room = listeners[account].room * 2 + 4;
        listeners[account].all = realloc(listeners[account].all, listeners[account].room * sizeof(void *));
    }
    listeners[account].all[listeners[account].count++] = connection;
    connection->account = account;
    hand_over(connection->fd, HEAD, sizeof HEAD - 1);
    free(connection->request);
    connection->request = NULL;
}

static void request(struct connection *connection) {
    static const char DONE[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    char *head = connection->request, *body = strstr(head, "\r\n\r\n"), *field;
    int account, length = 0;
    if (!body) return;
    body += 4;
    if (sscanf(head, "GET /sub/%d", &account) == 1 && account >= 0 && account < ACCOUNTS) {
        listen_to(connection, account);
        return;
    }
    if ((field = strcasestr(head, "\r\nContent-Length:"))) length = atoi(field + 17);
    if (connection->length < body - head + length) return;
    if (sscanf(head, "POST /pub/%d", &account) == 1 && account >= 0 && account < ACCOUNTS) publish(account, body, length);
    hand_over(connection->fd, DONE, sizeof DONE - 1);
    connection->length = 0;
}

static void readable(struct connection *connection) {
    char ignored[1024];
    int length = connection->request
        ? recv(connection->fd, connection->request + connection->length, REQUEST_BYTES - 1 - connection->length, 0)
        : recv(connection->fd, ignored, sizeof ignored, 0);
    if (length < 0 && errno == EAGAIN) return;
    if (length <= 0) {
        end_of(connection);
    } else if (connection->request) {
        connection->length += length;
        connection->request[connection->length] = 0;
        request(connection);
    }
}

static void accept_all(int server, int epoll) {
    int fd, on = 1;
    while ((fd = accept4(server, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        struct connection *connection = calloc(1, sizeof *connection);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
        connection->fd = fd;
        connection->account = -1;
        connection->request = malloc(REQUEST_BYTES);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    }
}

int main(int arguments, char **values) {
    struct epoll_event events[EVENTS], accepting = {.events = EPOLLIN, .data.ptr = NULL};
    struct rlimit files;
    int on = 1, server = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), epoll = epoll_create1(0);
    if (arguments != 2) {
        fprintf(stderr, "usage: limit PORT\n");
        return 1;
    }
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(values[1])),
        .sin_addr = {htonl(INADDR_LOOPBACK)}};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(server, (struct sockaddr *) &address, sizeof address) || listen(server, BACKLOG)) fail("listen");
    epoll_ctl(epoll, EPOLL_CTL_ADD, server, &accepting);
    while (1) {
        int ready = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.ptr) readable(events[i].data.ptr);
            else accept_all(server, epoll);
        }
    }
}
