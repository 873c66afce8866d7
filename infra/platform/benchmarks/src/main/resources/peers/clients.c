/*
 * Many open event streams of one server, read by one thread as cheaply as can be: frames are not parsed, only found by
 * the time that each has in it, @NANOSECONDS@ of the monotonic clock. Nothing else in a stream has an @.
 *
 *   clients PORT REQUESTS END WORD RAMP
 *
 * REQUESTS is a file of requests that end with a zero byte, one for each stream. A stream is open once END has come and
 * the status was 200 and WORD came before it. At most RAMP streams are being opened at a time. Then lines from the
 * standard input are obeyed, each with a line in answer, until it ends:
 *
 *   reset            counts from zero
 *   wait N MILLIS    until N frames have come; then their number, p50, p99 and longest age in microseconds, the processor
 *                    time in microseconds, and how many streams have ended
 *   reopen           resets all connections, and opens them all at once with the cursors that they were opened with
 *
 * The first answer, and that of reopen: how many are open, were refused, were resumed, and the milliseconds it took.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MILLIS 60000
#define HEAD_BYTES 4096
#define TIME_BYTES 24
#define READ_BYTES 65536
#define EVENTS 512
#define FINE 64

enum state { CLOSED, CONNECTING, ASKED, OPEN };

struct stream {
    int fd;
    enum state state;
    const char *request;
    char *head;     /* what came before it was open */
    int head_length;
    char cursor[160];
    char cut[TIME_BYTES]; /* a time of which the last read brought only the beginning */
    int cut_length;
};

static struct stream *streams;
static int count, opening, opened, refused, resumed, ended;
static int port, epoll;
static const char *end, *word;
static int64_t ages[64 * FINE], frames, longest, processor_from;
static char buffer[TIME_BYTES + READ_BYTES];

static int64_t nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static int64_t processor_micros(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000000LL + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

/* To 1.6 %. */
static void record(int64_t micros) {
    int shift = 0;
    if (micros < 0) micros = 0;
    if (micros > longest) longest = micros;
    while ((micros >> shift) >= 2 * FINE) shift++;
    ages[shift * FINE + (micros >> shift)]++;
    frames++;
}

static int64_t percentile(double percent) {
    int64_t left = (int64_t) (frames * percent / 100);
    for (int i = 0; i < 64 * FINE; i++) {
        left -= ages[i];
        if (left < 0) return i < 2 * FINE ? i : (int64_t) (i % FINE + FINE) << (i / FINE - 1);
    }
    return longest;
}

static void reset(void) {
    memset(ages, 0, sizeof ages);
    frames = longest = 0;
    processor_from = processor_micros();
}

/* Bytes from the network; before them is room for a time that was cut. */
static void scan(struct stream *stream, char *bytes, int length, int64_t now) {
    char *from = bytes - stream->cut_length, *limit = bytes + length, *at;
    memcpy(from, stream->cut, stream->cut_length);
    stream->cut_length = 0;
    while ((at = memchr(from, '@', limit - from))) {
        char *close = memchr(at + 1, '@', limit - at - 1);
        if (!close) {
            stream->cut_length = limit - at;
            if (stream->cut_length > TIME_BYTES) {
                fprintf(stderr, "no time after an @\n");
                exit(1);
            }
            memcpy(stream->cut, at, stream->cut_length);
            return;
        }
        record((now - strtoll(at + 1, NULL, 10)) / 1000);
        from = close + 1;
    }
}

static void end_of(struct stream *stream) {
    if (stream->state == OPEN) ended++;
    else opening--, refused++;
    close(stream->fd);
    stream->state = CLOSED;
}

static void connect_to(struct stream *stream) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    struct epoll_event event = {.events = EPOLLOUT, .data.ptr = stream};
    int on = 1;
    stream->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (stream->fd < 0) fail("socket");
    setsockopt(stream->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    stream->state = CONNECTING;
    stream->head_length = stream->cut_length = 0;
    opening++;
    if (connect(stream->fd, (struct sockaddr *) &address, sizeof address) && errno != EINPROGRESS) end_of(stream);
    else if (epoll_ctl(epoll, EPOLL_CTL_ADD, stream->fd, &event)) fail("epoll_ctl");
}

static void ask(struct stream *stream) {
    char request[HEAD_BYTES];
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = stream};
    int length = strlen(stream->request);
    if (length + sizeof stream->cursor + 32 > sizeof request) {
        fprintf(stderr, "a request is too long\n");
        exit(1);
    }
    /* Without the empty line at its end. */
    memcpy(request, stream->request, length - 2);
    length -= 2;
    if (*stream->cursor) length += sprintf(request + length, "Last-Event-ID: %s\r\n", stream->cursor);
    length += sprintf(request + length, "\r\n");
    if (send(stream->fd, request, length, MSG_NOSIGNAL) != length) {
        end_of(stream);
        return;
    }
    stream->state = ASKED;
    epoll_ctl(epoll, EPOLL_CTL_MOD, stream->fd, &event);
}

static void start(struct stream *stream, char *bytes, int length, int64_t now) {
    char *after, *id;
    if (!stream->head) stream->head = malloc(TIME_BYTES + HEAD_BYTES);
    if (stream->head_length + length >= HEAD_BYTES) {
        end_of(stream);
        return;
    }
    char *head = stream->head + TIME_BYTES;
    memcpy(head + stream->head_length, bytes, length);
    stream->head_length += length;
    head[stream->head_length] = 0;
    if (!(after = strstr(head, end))) return;
    after += strlen(end);
    char kept = *after;
    *after = 0;
    if (strncmp(head, "HTTP/1.1 200", 12) || !strstr(head, word)) {
        end_of(stream);
    } else {
        if ((id = strstr(head, "\nid: "))) sscanf(id + 5, "%159[^\n]", stream->cursor);
        if (strstr(head, "\"resumed\":true")) resumed++;
        stream->state = OPEN;
        opening--;
        opened++;
        *after = kept;
        scan(stream, after, stream->head_length - (after - head), now);
    }
    free(stream->head);
    stream->head = NULL;
}

static void readable(struct stream *stream) {
    char *bytes = buffer + TIME_BYTES;
    int length = recv(stream->fd, bytes, READ_BYTES, 0);
    if (length < 0 && errno == EAGAIN) return;
    if (length <= 0) {
        end_of(stream);
    } else if (stream->state == OPEN) {
        scan(stream, bytes, length, nanos());
    } else {
        /* An answer that is longer than a head has frames in it already. */
        start(stream, bytes, length, nanos());
    }
}

/* Returns whether the standard input has something. */
static int turn(int millis) {
    struct epoll_event events[EVENTS];
    int told = 0, ready = epoll_wait(epoll, events, EVENTS, millis);
    for (int i = 0; i < ready; i++) {
        struct stream *stream = events[i].data.ptr;
        if (!stream) told = 1;
        else if (stream->state == CONNECTING) ask(stream);
        else if (stream->state != CLOSED) readable(stream);
    }
    return told;
}

static void say_frames(void) {
    printf("frames %ld %ld %ld %ld %ld %d\n", (long) frames, (long) percentile(50), (long) percentile(99),
        (long) longest, (long) (processor_micros() - processor_from), ended);
}

static void open_all(int ramp) {
    int64_t from = nanos();
    int next = 0;
    opened = refused = resumed = 0;
    while (opened + refused < count && nanos() - from < PATIENCE_MILLIS * 1000000LL) {
        while (next < count && opening < ramp) connect_to(&streams[next++]);
        turn(50);
    }
    printf("open %d %d %d %ld\n", opened, refused, resumed, (long) ((nanos() - from) / 1000000));
}

static void drop_all(void) {
    struct linger reset = {1, 0};
    for (int i = 0; i < count; i++) {
        if (streams[i].state == CLOSED) continue;
        setsockopt(streams[i].fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        close(streams[i].fd);
        streams[i].state = CLOSED;
    }
}

static void await(long wanted, int millis) {
    int64_t from = nanos();
    while (frames < wanted && !ended && nanos() - from < millis * 1000000LL) turn(10);
    say_frames();
}

/* Lines are obeyed one at a time: whoever writes them waits for the answer to each. */
static void obey(void) {
    char line[128];
    long wanted;
    int millis, length = read(0, line, sizeof line - 1);
    if (length <= 0) {
        drop_all();
        exit(0);
    }
    line[length] = 0;
    if (!strncmp(line, "reset", 5)) {
        reset();
        say_frames();
    } else if (sscanf(line, "wait %ld %d", &wanted, &millis) == 2) {
        await(wanted, millis);
    } else if (!strncmp(line, "reopen", 6)) {
        drop_all();
        open_all(count);
    } else {
        fprintf(stderr, "not understood: %s", line);
        exit(1);
    }
}

static void read_requests(const char *name) {
    struct stat file;
    int fd = open(name, O_RDONLY);
    if (fd < 0 || fstat(fd, &file)) fail(name);
    char *text = malloc(file.st_size), *at = text;
    for (ssize_t have = 0, more; have < file.st_size; have += more) {
        more = read(fd, text + have, file.st_size - have);
        if (more <= 0) fail(name);
    }
    for (off_t i = 0; i < file.st_size; i++) count += !text[i];
    streams = calloc(count, sizeof *streams);
    for (int i = 0; i < count; i++, at += strlen(at) + 1) streams[i].request = at;
}

int main(int arguments, char **values) {
    struct rlimit files;
    struct epoll_event input = {.events = EPOLLIN, .data.ptr = NULL};
    if (arguments != 6) {
        fprintf(stderr, "usage: clients PORT REQUESTS END WORD RAMP\n");
        return 1;
    }
    port = atoi(values[1]);
    end = values[3];
    word = values[4];
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    setvbuf(stdout, NULL, _IOLBF, 0);
    read_requests(values[2]);
    epoll = epoll_create1(0);
    epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &input);
    open_all(atoi(values[5]));
    reset();
    while (1) {
        if (turn(-1)) obey();
    }
}
