package dev.baton.systemtests.stream;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The proxies that {@code infra/proxies} has a configuration for, and how each runs apart from one of the machine. */
enum ProxyProduct {
    NGINX("baton.conf", """
            daemon off;
            master_process off;
            pid %1$s/pid;
            events {}
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                include %1$s/baton.conf;
            }
            """),
    HAPROXY("baton.cfg", """
            global
                maxconn 1000
            """),
    CADDY("baton.caddy", """
            {
                admin off
                auto_https disable_redirects
                default_bind 127.0.0.1
                default_sni localhost
                storage file_system %1$s/data
                servers {
                    protocols h1 h2
                }
            }
            import %1$s/baton.caddy
            """);

    private final String file;
    private final String frame;

    ProxyProduct(String file, String frame) {
        this.file = file;
        this.frame = frame;
    }

    /** The configuration that is shipped, below {@code infra/proxies}. */
    Path shipped() {
        return Path.of(toString(), file);
    }

    /** What stands around it, in the file that the package brings. */
    String frame(Path folder) {
        return frame.formatted(folder);
    }

    /** Runs in the foreground, with {@code main} in the folder as the file around the shipped one. */
    List<String> command(Path folder) {
        String main = folder.resolve("main").toString();
        return switch (this) {
            case NGINX -> List.of("nginx", "-p", folder.toString(), "-e", "stderr", "-c", main);
            case HAPROXY -> List.of("haproxy", "-db", "-f", main, "-f", folder.resolve(file).toString());
            case CADDY -> List.of("caddy", "run", "--adapter", "caddyfile", "--config", main);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
