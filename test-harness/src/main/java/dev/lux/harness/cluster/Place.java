package dev.lux.harness.cluster;

import java.util.List;

/**
 * Where one node lives.
 *
 * @param clientAddress what the harness and the clients reach
 * @param memberAddress what the other nodes reach
 * @param within the command that runs a program there; empty for none
 */
public record Place(String clientAddress, String memberAddress, List<String> within) {}
