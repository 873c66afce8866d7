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

/** Passwords and keys of this data folder: made up when first asked for, the same ever after. */
public final class Secrets {
    private static final int PASSWORD_BYTES = 24;
    private static final int KEY_BYTES = 32;

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

    /** A password. */
    public String of(String name) {
        return made(name, PASSWORD_BYTES, Base64.getUrlEncoder().withoutPadding());
    }

    /** A key of AES-256 in Base64. */
    public String keyOf(String name) {
        return made(name, KEY_BYTES, Base64.getEncoder());
    }

    private synchronized String made(String name, int length, Base64.Encoder encoder) {
        String secret = known.getProperty(name);
        if (secret == null) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            secret = encoder.encodeToString(bytes);
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
