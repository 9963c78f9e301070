package dev.lux.route;

import dev.lux.command.Beacon;
import dev.lux.command.OwnerReply;
import dev.lux.command.OwnerRequest;
import dev.lux.command.Update;
import dev.lux.command.format.BeaconFormat;
import dev.lux.command.format.OwnerReplyFormat;
import dev.lux.command.format.OwnerRequestFormat;
import dev.lux.command.format.UpdateFormat;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;

/**
 * The messages between edges and owners on the event bus.
 *
 * <p>Each must be sent with the options of its family: the event bus finds a codec by itself only for the exact class
 * of a message, and these classes are many.
 */
public final class MessageCodecs {
    private static final String REQUEST = "lux.request";
    private static final String REPLY = "lux.reply";
    private static final String UPDATE = "lux.update";
    private static final String BEACON = "lux.beacon";

    private MessageCodecs() {}

    /** Once per event bus, before the first message. */
    public static void register(EventBus bus) {
        bus.registerCodec(request())
                .registerCodec(reply())
                .registerCodec(update())
                .registerCodec(beacon());
    }

    /** New options to send an {@link OwnerRequest} with. */
    public static DeliveryOptions requestOptions() {
        return new DeliveryOptions().setCodecName(REQUEST);
    }

    /** New options to reply an {@link OwnerReply} with. */
    public static DeliveryOptions replyOptions() {
        return new DeliveryOptions().setCodecName(REPLY);
    }

    /** New options to send an {@link Update} with. */
    public static DeliveryOptions updateOptions() {
        return new DeliveryOptions().setCodecName(UPDATE);
    }

    /** New options to send a {@link Beacon} with. */
    public static DeliveryOptions beaconOptions() {
        return new DeliveryOptions().setCodecName(BEACON);
    }

    static FormatCodec<OwnerRequest> request() {
        return new FormatCodec<>(REQUEST, OwnerRequestFormat::write, OwnerRequestFormat::read);
    }

    static FormatCodec<OwnerReply> reply() {
        return new FormatCodec<>(REPLY, OwnerReplyFormat::write, OwnerReplyFormat::read);
    }

    static FormatCodec<Update> update() {
        return new FormatCodec<>(UPDATE, UpdateFormat::write, UpdateFormat::read);
    }

    static FormatCodec<Beacon> beacon() {
        return new FormatCodec<>(BEACON, BeaconFormat::write, BeaconFormat::read);
    }
}
