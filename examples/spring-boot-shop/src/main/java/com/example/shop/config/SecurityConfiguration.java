package com.example.shop.config;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Everybody may look at the catalog; the rest is the administrator's. */
@Configuration
class SecurityConfiguration {

  @Bean
  SecurityFilterChain security(HttpSecurity http) {
    return http.authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers("/", "/categories/**", "/*.css", "/actuator/health")
                    .permitAll()
                    .requestMatchers(HttpMethod.GET, "/api/products/**", "/api/categories/**")
                    .permitAll()
                    .anyRequest()
                    .hasRole("ADMIN"))
        .csrf(csrf -> csrf.ignoringRequestMatchers("/api/**"))
        .httpBasic(Customizer.withDefaults())
        .build();
  }

  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  @Bean
  UserDetailsService users(ShopProperties properties, PasswordEncoder encoder) {
    InMemoryUserDetailsManager users = new InMemoryUserDetailsManager();
    if (!properties.adminPassword().isEmpty()) {
      String password = encoder.encode(properties.adminPassword());
      users.createUser(User.withUsername("admin").password(password).roles("ADMIN").build());
    }
    return users;
  }
}
