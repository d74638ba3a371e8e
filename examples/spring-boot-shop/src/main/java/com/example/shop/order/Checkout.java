package com.example.shop.order;

import com.example.shop.catalog.ProductResponse;
import com.example.shop.catalog.ProductService;
import com.example.shop.inventory.Reservations;
import com.example.shop.promotion.Discounts;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes orders of carts: all of it, or nothing. */
@Service
public class Checkout {

  private final OrderRepository orders;
  private final OrderLineRepository lines;
  private final ProductService products;
  private final Reservations reservations;
  private final Discounts discounts;
  private final OrderEvents events;
  private final Clock clock;

  Checkout(
      OrderRepository orders,
      OrderLineRepository lines,
      ProductService products,
      Reservations reservations,
      Discounts discounts,
      OrderEvents events,
      Clock clock) {
    this.orders = orders;
    this.lines = lines;
    this.products = products;
    this.reservations = reservations;
    this.discounts = discounts;
    this.events = events;
    this.clock = clock;
  }

  @Transactional
  public OrderResponse place(CheckoutRequest request) {
    Order order =
        orders.save(
            new Order(
                request.customerId(),
                request.addressId(),
                OrderStatus.PLACED,
                discounts.apply(request.voucher(), sum(request.items())),
                clock.instant()));
    for (CheckoutRequest.Item item : request.items()) {
      reservations.reserve(item.productId(), item.quantity());
      BigDecimal price = products.get(item.productId()).price();
      lines.save(new OrderLine(order.getId(), item.productId(), item.quantity(), price));
    }
    events.placed(order);
    return OrderResponse.of(order);
  }

  private BigDecimal sum(List<CheckoutRequest.Item> items) {
    BigDecimal sum = BigDecimal.ZERO;
    for (CheckoutRequest.Item item : items) {
      ProductResponse product = products.get(item.productId());
      sum = sum.add(product.price().multiply(BigDecimal.valueOf(item.quantity())));
    }
    return sum;
  }
}
