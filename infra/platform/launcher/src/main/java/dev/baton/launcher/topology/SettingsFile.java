package dev.baton.launcher.topology;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * A process's settings as a file that only its owner may read: passwords in arguments or in the environment are seen by
 * everybody who can list processes.
 */
final class SettingsFile {
    private SettingsFile() {}

    static Path write(DataFolder data, String name, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        StringWriter text = new StringWriter();
        properties.store(text, "Written by infra/up at every start");
        Path file = data.settings().resolve(name + ".properties");
        DataFolder.writeSecret(file, text.toString());
        return file;
    }
}
