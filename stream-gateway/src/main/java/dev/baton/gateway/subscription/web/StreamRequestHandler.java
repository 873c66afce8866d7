package dev.baton.gateway.subscription.web;

import dev.baton.gateway.subscription.Admission;
import dev.baton.gateway.subscription.StreamEnd;
import dev.baton.gateway.subscription.StreamMetrics;
import dev.baton.gateway.subscription.Subscriber;
import dev.baton.platform.problem.ProblemType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Answers the one request of a connection: a stream, or a problem. Either way nothing else is read as a request from
 * it.
 */
// Netty tells a failed write through the pipeline, not through the future.
@SuppressWarnings("FutureReturnValueIgnored")
final class StreamRequestHandler extends SimpleChannelInboundHandler<HttpObject> {
    static final String PATH = "/api/v1/ai-sessions/escalations/stream";
    private static final ProblemType URI_TOO_LONG = ProblemType.of("uri-too-long", HttpStatus.URI_TOO_LONG,
            "URI too long");
    private static final ProblemType HEADERS_TOO_LARGE = ProblemType.of("headers-too-large",
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "Request headers too large");
    private static final ProblemType HTTP_VERSION = ProblemType.of("http-version-not-supported",
            HttpStatus.HTTP_VERSION_NOT_SUPPORTED, "HTTP version not supported");
    private static final long LINGER_SECONDS = 1;

    private final StreamServices services;
    private final StreamLoop loop;
    private boolean answered;
    private @Nullable Future<?> giveUp;

    StreamRequestHandler(StreamServices services, StreamLoop loop) {
        this.services = services;
        this.loop = loop;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        // Who connects and says nothing holds a place for this long only.
        giveUp = ctx.executor()
                .schedule(() -> closeUnlessAnswered(ctx), services.properties().headTimeout().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void closeUnlessAnswered(ChannelHandlerContext ctx) {
        if (!answered) {
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stopWaiting();
    }

    // Until then it keeps the connection in memory: in a storm, thousands of them that have ended.
    private void stopWaiting() {
        Future<?> waiting = giveUp;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (answered || !(message instanceof HttpRequest request)) {
            return;
        }
        answered = true;
        stopWaiting();
        if (request.decoderResult().isFailure()) {
            refuse(ctx, unreadable(request.decoderResult().cause()), "The request cannot be read.",
                    RequestFacts.unreadable(request));
            return;
        }
        try {
            handle(ctx, RequestFacts.of(request));
        } catch (IllegalArgumentException undecodable) {
            refuse(ctx, ProblemType.INVALID_REQUEST, "The query cannot be read.", RequestFacts.unreadable(request));
        }
    }

    private static ProblemType unreadable(@Nullable Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> URI_TOO_LONG;
            case TooLongHttpHeaderException header -> HEADERS_TOO_LARGE;
            case null, default -> ProblemType.INVALID_REQUEST;
        };
    }

    private void handle(ChannelHandlerContext ctx, RequestFacts request) {
        if (!request.path().equals(PATH)) {
            refuse(ctx, ProblemType.NOT_FOUND, "There is nothing here that you can see.", request);
        } else if (!request.method().equals(HttpMethod.GET)) {
            refuse(ctx, ProblemType.METHOD_NOT_ALLOWED, "A stream is opened with GET.", request);
        } else if (!request.http11()) {
            refuse(ctx, HTTP_VERSION, "Streams are sent with HTTP/1.1; let the proxy in front speak it.", request);
        } else if (request.hasTokenInUrl()) {
            refuse(ctx, ProblemType.INVALID_REQUEST, "Send the token in the Authorization header, never in the URL.",
                    request);
        } else if (request.hasBody()) {
            refuse(ctx, ProblemType.INVALID_REQUEST, "A stream is opened without a body.", request);
        } else {
            authenticate(ctx, request);
        }
    }

    private void authenticate(ChannelHandlerContext ctx, RequestFacts request) {
        // The header wins, even a bad one: who can set it is no page that a browser has lent a cookie to.
        Optional<String> token = request.hasAuthorization()
                ? request.bearerToken()
                : services.cookie().token(request.headers());
        if (token.isEmpty()) {
            refuse(ctx, ProblemType.UNAUTHENTICATED, "A bearer token is required.", request);
        } else if (!request.hasAuthorization() && !services.cookie().isAskedForByOwnPage(request.headers())) {
            refuse(ctx, ProblemType.FORBIDDEN, "The cookie opens streams for pages of the same origin only.", request);
        } else {
            authenticate(ctx, request, token.get());
        }
    }

    private void authenticate(ChannelHandlerContext ctx, RequestFacts request, String token) {
        // Nothing more is taken from the socket until it is known whom it belongs to.
        ctx.channel().config().setAutoRead(false);
        services.admissions()
                .admit(token,
                        admission -> ctx.executor().execute(() -> admitted(ctx, request, admission)));
    }

    private void admitted(ChannelHandlerContext ctx, RequestFacts request, Admission admission) {
        if (!ctx.channel().isActive()) {
            return;
        }
        switch (admission) {
            case Admission.Admitted(var subscriber) -> seat(ctx, request, subscriber);
            case Admission.Unauthenticated() ->
                refuse(ctx, ProblemType.UNAUTHENTICATED, "The access token is not valid (any more).", request);
            case Admission.Forbidden() ->
                refuse(ctx, ProblemType.FORBIDDEN, "Engineer or admin access required", request);
            case Admission.NotNow() -> busy(ctx.channel(), services);
        }
    }

    private void seat(ChannelHandlerContext ctx, RequestFacts request, Subscriber subscriber) {
        ctx.channel().config().setAutoRead(true);
        StreamConnection stream = new StreamConnection(ctx.channel(), loop, services, subscriber);
        if (loop.isDraining()) {
            services.metrics().connect(StreamMetrics.DRAIN);
            loop.end(stream, StreamEnd.DRAINED);
            return;
        }
        if (!services.seats().take(stream)) {
            busy(ctx.channel(), services, StreamMetrics.ACCOUNT_FULL);
            return;
        }
        stream.seated();
        ctx.pipeline().remove(HttpRequestDecoder.class);
        ctx.pipeline().replace(this, "stream", stream);
        new StreamOpening(stream, services, request.lastEventId()).begin();
    }

    static void busy(Channel channel, StreamServices services) {
        busy(channel, services, StreamMetrics.BUSY);
    }

    private static void busy(Channel channel, StreamServices services, String result) {
        services.metrics().connect(result);
        channel.write(ResponseHeads.stream(), channel.voidPromise());
        channel.writeAndFlush(services.blocks().busy()).addListener(ChannelFutureListener.CLOSE);
    }

    private void refuse(ChannelHandlerContext ctx, ProblemType type, String detail, RequestFacts request) {
        services.metrics().connect(type.slug());
        ByteBuf response = ResponseHeads.problem(type, detail, request);
        // The rest of the request is read and dropped: closing before would reset the answer away.
        ctx.channel().config().setAutoRead(true);
        ctx.writeAndFlush(response).addListener(written -> {
            if (ctx.channel() instanceof DuplexChannel socket) {
                socket.shutdownOutput();
            }
            ctx.executor().schedule(() -> ctx.close(), LINGER_SECONDS, TimeUnit.SECONDS);
        });
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
