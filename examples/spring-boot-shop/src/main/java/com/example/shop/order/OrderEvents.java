package com.example.shop.order;

import com.example.shop.config.ShopProperties;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Tells the rest of the company what happens to orders. */
@Component
class OrderEvents {

  private final KafkaTemplate<String, String> kafka;
  private final String topic;

  OrderEvents(KafkaTemplate<String, String> kafka, ShopProperties properties) {
    this.kafka = kafka;
    this.topic = properties.orderTopic();
  }

  void placed(Order order) {
    kafka.send(topic, order.getId().toString(), order.getStatus().name());
  }
}
