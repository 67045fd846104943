/** Orders in Athena: an entity, a repository and a service, as in any application of Spring Boot. */
package dev.pallas.examples.orders;
