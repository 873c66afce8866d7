package dev.baton.handoff.model;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** Breaks off a response that is longer than any answer, before it fills the memory. */
final class ResponseLimit implements Interceptor {
    private static final long MAX_BYTES = 1024 * 1024;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        ResponseBody body = response.body();
        if (body == null) {
            return response;
        }
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(new Limited(body.source())), body.contentType(),
                        body.contentLength()))
                .build();
    }

    private static final class Limited extends ForwardingSource {
        private long left = MAX_BYTES;

        Limited(Source source) {
            super(source);
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new IOException("the response is longer than " + MAX_BYTES + " bytes");
            }
            return read;
        }
    }
}
