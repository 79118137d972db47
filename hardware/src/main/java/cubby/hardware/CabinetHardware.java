package cubby.hardware;

import org.jspecify.annotations.Nullable;

/**
 * The hardware of one cabinet as its agent gets it, real or simulated.
 *
 * @param locks already behind a {@link CoilGuard}
 * @param thermometer null where nothing is heated
 * @param heaters null where nothing is heated
 */
public record CabinetHardware(
    CabinetProfile profile,
    LockBank locks,
    @Nullable Thermometer thermometer,
    @Nullable HeaterBank heaters) {}
