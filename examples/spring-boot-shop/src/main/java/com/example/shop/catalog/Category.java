package com.example.shop.catalog;

import com.example.shop.common.BaseEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A group of products, as the shop shows them. */
@Entity
@Table(name = "categories")
public class Category extends BaseEntity {

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String slug;

  @Column(nullable = false)
  private int position;

  /** For JPA. */
  protected Category() {}

  public Category(String name, String slug, int position) {
    update(name, slug, position);
  }

  public void update(String name, String slug, int position) {
    this.name = name;
    this.slug = slug;
    this.position = position;
  }

  public String getName() {
    return name;
  }

  public String getSlug() {
    return slug;
  }

  public int getPosition() {
    return position;
  }
}
