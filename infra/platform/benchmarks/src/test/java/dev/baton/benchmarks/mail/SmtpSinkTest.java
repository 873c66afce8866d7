package dev.baton.benchmarks.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpSinkTest {
    private static final String MAIL = "Message-ID: <%d@test>\r\nTo: a@test\r\n\r\nHello\r\n.\r\n.hidden\r\n";

    private SmtpSink sink;

    @BeforeEach
    void open() throws IOException {
        sink = new SmtpSink(0);
    }

    @AfterEach
    void close() throws IOException {
        sink.close();
    }

    @Test
    void whatAngusSendsOnOneConnectionArrivesUnchanged() throws Exception {
        List<SmtpSink.Mail> mails = List.of(mail(1), mail(2), mail(3));

        List<SmtpSink.Mail> taken = new RawMail().send(mails);

        assertThat(taken).extracting(SmtpSink.Mail::recipient).containsExactly("1@test", "2@test", "3@test");
        assertThat(taken).extracting(SmtpSink.Mail::message)
                .containsExactly(MAIL.formatted(1), MAIL.formatted(2), MAIL.formatted(3));
        assertThat(taken).extracting(SmtpSink.Mail::nanos).isSorted();
    }

    @Test
    void aMessageWithoutItsEndIsNotTaken() throws Exception {
        try (Sender sender = new Sender()) {
            sender.says("MAIL FROM:<b@test>", "RCPT TO:<a@test>", "DATA");
            sender.writes("Subject: cut off\r\n");
        }
        try (Sender sender = new Sender()) {
            sender.says("NOOP");
        }

        assertThat(sink.count()).isZero();
    }

    @Test
    void nobodyBeginsAMessageWhileTheSinkHolds() throws Exception {
        sink.hold();
        try (Sender sender = new Sender()) {
            sender.says("EHLO me");
            sender.socket.setSoTimeout(200);
            assertThatThrownBy(() -> sender.says("MAIL FROM:<b@test>")).isInstanceOf(SocketTimeoutException.class);

            sink.release();

            assertThat(sender.hears()).startsWith("250");
        }
    }

    @Test
    void nothingIsTakenForNobody() throws Exception {
        try (Sender sender = new Sender()) {
            assertThat(sender.says("MAIL FROM:<b@test>", "DATA")).startsWith("503");
        }
    }

    private static SmtpSink.Mail mail(int number) {
        return new SmtpSink.Mail(number + "@test", MAIL.formatted(number), 0);
    }

    /** Speaks line by line. */
    private final class Sender implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Sender() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), sink.port());
            socket.setSoTimeout(10_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            hears();
        }

        /** Returns the answer to the last. */
        String says(String... commands) throws IOException {
            String answer = "";
            for (String command : commands) {
                writes(command + "\r\n");
                answer = hears();
            }
            return answer;
        }

        void writes(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        String hears() throws IOException {
            String line = in.readLine();
            if (line == null) {
                throw new EOFException("the sink closed the connection");
            }
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
