package dev.baton.sampleservice.beta;

final class UsesJacksonTwo {
    Class<?> mapper = com.fasterxml.jackson.databind.ObjectMapper.class;
}
