package com.example.shop.notification;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Component;

/** Tells customers what happens to their orders. */
@Component
class OrderListener {

  private static final Logger LOG = LoggerFactory.getLogger(OrderListener.class);

  private final MessageSource messages;

  OrderListener(MessageSource messages) {
    this.messages = messages;
  }

  @KafkaListener(topics = "${shop.order-topic}")
  void on(@Header(KafkaHeaders.RECEIVED_KEY) String orderId, @Payload String status) {
    if ("PLACED".equals(status)) {
      LOG.info(messages.getMessage("order.placed", new Object[] {orderId}, Locale.ENGLISH));
    }
  }
}
