package dev.baton.launcher.engine;

import dev.baton.launcher.supervision.Probe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * The PostgreSQL server of the local run. The launcher runs the server's own process, so that its end is seen at once
 * and nothing detaches itself.
 *
 * @param cache where the programs are unpacked, shared by all data folders
 * @param password of the superuser {@code postgres}
 * @param sharedBuffers how much of its data it keeps in memory of its own, with the unit
 * @param mark a setting without meaning for the server, by which its process is recognised
 */
public record PostgresServer(Path cache, Path data, int port, Supplier<String> password, String sharedBuffers,
        String mark)
        implements
            Probe {
    private static final String SUPERUSER = "postgres";

    /** The command line of the server; makes its data folder unless there is one. */
    public List<String> command() throws IOException, InterruptedException {
        if (!Files.exists(data)) {
            makeData();
        }
        List<String> command = programAsAllowedUser("postgres", "-D", data.toString());
        settings().forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    /** Opens a connection as the superuser. */
    public Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.put("user", SUPERUSER);
        login.put("password", password.get());
        login.put("connectTimeout", "2");
        login.put("socketTimeout", "30");
        return DriverManager.getConnection(url(database), login);
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Also asks whose data it serves: another server may have taken the port. */
    @Override
    public boolean isReady() {
        try (Connection connection = connect(SUPERUSER);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery("SHOW data_directory")) {
            return answer.next() && Files.isSameFile(data, Path.of(answer.getString(1)));
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(List.of("port=" + port, "listen_addresses=127.0.0.1",
                "unix_socket_directories=", "fsync=on", "synchronous_commit=on", "max_connections=200",
                "shared_buffers=" + sharedBuffers, "log_timezone=UTC", "timezone=UTC", mark));
        if ("Linux".equals(System.getProperty("os.name"))) {
            // Otherwise every file is synced by itself after a crash, which took over a minute on a busy disk.
            settings.add("recovery_init_sync_method=syncfs");
        }
        return settings;
    }

    private void makeData() throws IOException, InterruptedException {
        Path half = data.resolveSibling(data.getFileName() + ".half");
        FileTree.delete(half);
        Path passwordFile = data.resolveSibling("superuser.half");
        Files.deleteIfExists(passwordFile);
        Files.createFile(passwordFile,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(passwordFile, password.get());
            initialise(half, passwordFile);
        } finally {
            Files.delete(passwordFile);
        }
        // A launcher killed during the lines above leaves a half that the next one makes anew.
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialise(Path folder, Path passwordFile) throws IOException, InterruptedException {
        List<String> command = programAsAllowedUser("initdb", "-D", folder.toString(), "-U", SUPERUSER,
                "--auth=scram-sha-256", "--pwfile=" + passwordFile, "--encoding=UTF8", "--locale-provider=builtin",
                "--locale=C.UTF-8");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("initdb failed: " + output.strip());
        }
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with the same rights on files. */
    private List<String> programAsAllowedUser(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(PostgresBinaries.in(cache).program(name));
        command.addAll(List.of(arguments));
        return command;
    }
}
