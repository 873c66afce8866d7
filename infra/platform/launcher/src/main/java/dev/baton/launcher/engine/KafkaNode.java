package dev.baton.launcher.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** The Kafka process: one broker that is its own controller. Formats its folder before the first start. */
public final class KafkaNode {
    private KafkaNode() {}

    /**
     * Runs until a signal.
     *
     * @param args the path of the broker's settings
     */
    public static void main(String[] args) throws IOException {
        formatOnce(Path.of(args[0]));
        Kafka.main(new String[]{args[0]});
    }

    private static void formatOnce(Path settings) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(settings)) {
            properties.load(reader);
        }
        // Written last by the format: a folder without it was never used.
        if (Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            return;
        }
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        String[] command = {"format", "--ignore-formatted", "--cluster-id", Uuid.randomUuid().toString(), "--config",
                settings.toString()};
        if (StorageTool.execute(command, new PrintStream(report, true, StandardCharsets.UTF_8)) != 0) {
            throw new IOException("Kafka's folder cannot be formatted: " + report.toString(StandardCharsets.UTF_8));
        }
    }
}
