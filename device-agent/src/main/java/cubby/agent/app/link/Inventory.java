package cubby.agent.app.link;

import cubby.hardware.CabinetProfile;
import cubby.wire.v1.CompartmentDescription;
import cubby.wire.v1.CompartmentKind;
import cubby.wire.v1.Size;
import java.util.List;

/** A cabinet's profile as the wire tells it. Pure. */
final class Inventory {
  private Inventory() {}

  static List<CompartmentDescription> of(CabinetProfile profile) {
    return profile.compartments().stream().map(Inventory::describe).toList();
  }

  private static CompartmentDescription describe(CabinetProfile.Compartment compartment) {
    return CompartmentDescription.newBuilder()
        .setNumber(compartment.number())
        .setKind(kind(compartment.kind()))
        .setSize(size(compartment.size()))
        .setLow(compartment.low())
        .setLeftMillimetres(compartment.leftMillimetres())
        .setBottomMillimetres(compartment.bottomMillimetres())
        .setWidthMillimetres(compartment.widthMillimetres())
        .setHeightMillimetres(compartment.heightMillimetres())
        .build();
  }

  private static CompartmentKind kind(CabinetProfile.Kind kind) {
    return switch (kind) {
      case PARCEL -> CompartmentKind.COMPARTMENT_KIND_PARCEL;
      case MEAL -> CompartmentKind.COMPARTMENT_KIND_MEAL;
      case BATTERY -> CompartmentKind.COMPARTMENT_KIND_BATTERY;
      case CHARGE -> CompartmentKind.COMPARTMENT_KIND_CHARGE;
    };
  }

  private static Size size(CabinetProfile.Size size) {
    return switch (size) {
      case S -> Size.SIZE_S;
      case M -> Size.SIZE_M;
      case L -> Size.SIZE_L;
      case XL -> Size.SIZE_XL;
    };
  }
}
