package dev.baton.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ManagementAccessTest {
    @ParameterizedTest
    @CsvSource({"GET, 10.0.0.7, true", "HEAD, 10.0.0.7, true", "POST, 127.0.0.1, true", "POST, ::1, true",
            "DELETE, 0:0:0:0:0:0:0:1, true", "POST, ::ffff:127.0.0.1, true", "POST, 10.0.0.7, false",
            "DELETE, fe80::1, false", "PUT, 192.168.1.1, false", "OPTIONS, 10.0.0.7, false"})
    void everybodyReadsAndTheMachineItselfWrites(String method, String from, boolean allowed) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, "/actuator/drain");
        request.setRemoteAddr(from);

        assertThat(ManagementAccess.isAllowed(request)).isEqualTo(allowed);
    }
}
