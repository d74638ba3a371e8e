package com.example.shop.config;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param adminPassword of the user {@code admin}; empty to have no such user
 * @param orderTopic the Kafka topic that tells of orders
 * @param imageStore connection string of the storage account with the product images; empty for
 *     none
 * @param imageContainer name of the container in that account
 */
@ConfigurationProperties("shop")
public record ShopProperties(
    String adminPassword, String orderTopic, String imageStore, String imageContainer) {}
