package dev.baton.launcher.topology;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Passwords of this data folder: made up when first asked for, the same ever after. */
public final class Secrets {
    private static final int BYTES = 24;

    private final Path file;
    private final Properties known = new Properties();
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path file) {
        this.file = file;
    }

    public static Secrets in(DataFolder data) throws IOException {
        Secrets secrets = new Secrets(data.keys().resolve("passwords.properties"));
        if (Files.exists(secrets.file)) {
            try (Reader reader = Files.newBufferedReader(secrets.file)) {
                secrets.known.load(reader);
            }
        }
        return secrets;
    }

    public synchronized String of(String name) {
        String secret = known.getProperty(name);
        if (secret == null) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            known.setProperty(name, secret);
            save();
        }
        return secret;
    }

    private void save() {
        try {
            StringWriter text = new StringWriter();
            known.store(text, "Made up for this data folder; the databases know them");
            DataFolder.writeSecret(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
