package dev.baton.sampleservice.beta;

import org.springframework.kafka.core.KafkaTemplate;

final class ConsumesItself {
    Class<?> template = KafkaTemplate.class;
}
