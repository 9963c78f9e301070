/**
 * What operators see: liveness, readiness, metrics. None of it needs a credential, and none of it shows a document.
 *
 * <p>In: GET requests, and measurements from the other packages. Out: short texts. {@link dev.lux.admin.BrokerMetrics}
 * is usable on any thread; routes run on the event loop of their connection.
 */
@NullMarked
package dev.lux.admin;

import org.jspecify.annotations.NullMarked;
