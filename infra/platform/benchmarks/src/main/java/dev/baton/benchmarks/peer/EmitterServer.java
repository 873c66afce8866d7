package dev.baton.benchmarks.peer;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Streams as they are written with Spring and Tomcat: one {@link SseEmitter} each, and a loop over them. */
@RestController
@SpringBootConfiguration
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class})
public class EmitterServer {
    private static final long NEVER = 0;

    private final Map<Integer, Set<SseEmitter>> listeners = new ConcurrentHashMap<>();
    private final AtomicLong number = new AtomicLong();

    public static void main(String[] arguments) {
        // Said here they win over the defaults of our services, which are on the class path.
        SpringApplication.run(EmitterServer.class, "--server.address=127.0.0.1", "--server.port=" + arguments[0],
                "--server.tomcat.max-connections=100000", "--server.tomcat.accept-count=4096",
                "--server.tomcat.max-keep-alive-requests=-1", "--server.tomcat.keep-alive-timeout=1h",
                "--spring.main.banner-mode=off", "--logging.level.root=warn");
    }

    @GetMapping("/sub/{account}")
    SseEmitter listen(@PathVariable("account") int account) throws IOException {
        SseEmitter emitter = new SseEmitter(NEVER);
        Set<SseEmitter> all = listeners.computeIfAbsent(account, _ -> ConcurrentHashMap.newKeySet());
        emitter.onCompletion(() -> all.remove(emitter));
        all.add(emitter);
        // The head goes out with the first bytes.
        emitter.send(SseEmitter.event().comment("open"));
        return emitter;
    }

    @PostMapping("/pub/{account}")
    void publish(@PathVariable("account") int account, @RequestBody String body) {
        Set<SseEmitter> all = listeners.computeIfAbsent(account, _ -> ConcurrentHashMap.newKeySet());
        String id = Long.toString(number.incrementAndGet());
        all.removeIf(emitter -> !isSent(emitter, SseEmitter.event().id(id).name("handoff_created").data(body)));
    }

    private static boolean isSent(SseEmitter emitter, SseEmitter.SseEventBuilder event) {
        try {
            emitter.send(event);
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
