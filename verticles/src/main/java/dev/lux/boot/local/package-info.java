/**
 * Several nodes on this machine for {@code lux up --nodes}: starts a process for each and a balancer in front of them,
 * starts again what ends by itself, ends all with one signal.
 *
 * <p>In: how many nodes, where clients connect. Out: processes of the same program, that find each other on the loopback
 * interface. Its own threads, one per output of a child and one timer; nothing here runs on an event loop.
 */
@NullMarked
package dev.lux.boot.local;

import org.jspecify.annotations.NullMarked;
