package cubby.agent.adapter.kiosk;

import cubby.hardware.CabinetProfile;

/**
 * What the screen shows that never changes.
 *
 * @param cabinet the cabinet's id
 * @param name as printed on the cabinet
 * @param riderPage address of the page that riders open by scanning the QR code
 */
public record KioskIdentity(
    String cabinet, String name, String riderPage, CabinetProfile profile) {}
