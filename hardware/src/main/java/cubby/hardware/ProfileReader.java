package cubby.hardware;

import cubby.hardware.CabinetProfile.Compartment;
import cubby.hardware.CabinetProfile.Kind;
import cubby.hardware.CabinetProfile.Size;
import cubby.hardware.config.ConfigException;
import cubby.hardware.config.ConfigNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes a profile of its YAML, or refuses it. A profile that is read is one that could be built:
 * doors lie within the front and do not overlap, numbers run from 1, limits are bearable.
 */
final class ProfileReader {
  static final String[] KEYS = {"name", "kind", "frontMillimetres", "coil", "compartments"};

  /** A handle in the middle of the door is within reach from a wheelchair up to here. */
  static final int LOW_HANDLE_MILLIMETRES = 1_200;

  static final int MAX_COMPARTMENTS = 64;

  private static final int MIN_DOOR_MILLIMETRES = 50;
  private static final int MIN_FRONT_MILLIMETRES = 200;
  private static final int MAX_FRONT_MILLIMETRES = 5_000;

  // Hard bounds of what a profile may say about a coil; facts: lock boards, "Coils, power and
  // feedback". The defaults lie well inside; nothing outside has been seen to work for years.
  private static final int MIN_PULSE_MILLIS = 20;
  private static final int MIN_COOL_DOWN_MILLIS = 1_000;
  private static final int MAX_PULSES_IN_TEN_SECONDS = 5;
  private static final int MAX_PULSES_IN_ONE_MINUTE = 12;
  private static final int MIN_SUPPLY_GAP_MILLIS = 100;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Pattern SUPPLY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,19}");

  private ProfileReader() {}

  static CabinetProfile read(ConfigNode root) throws ConfigException {
    String name = matching(root.at("name"), NAME, "small letters, digits and hyphens");
    Kind kind = root.choice("kind", Kind.class);
    ConfigNode front = root.map("frontMillimetres", "width", "height");
    int width = front.integer("width", MIN_FRONT_MILLIMETRES, MAX_FRONT_MILLIMETRES);
    int height = front.integer("height", MIN_FRONT_MILLIMETRES, MAX_FRONT_MILLIMETRES);
    CoilLimits coil = root.has("coil") ? coil(root.at("coil")) : CoilLimits.DEFAULT;
    List<Door> doors = new ArrayList<>();
    for (ConfigNode node : root.list("compartments", 1, MAX_COMPARTMENTS)) {
      Door door = new Door(compartment(node, kind, coil), node);
      requireWithin(door, width, height);
      for (Door other : doors) {
        requireApart(door, other);
      }
      doors.add(door);
    }
    List<Compartment> compartments =
        doors.stream().map(Door::is).sorted(Comparator.comparingInt(Compartment::number)).toList();
    for (int number = 1; number <= compartments.size(); number++) {
      if (compartments.get(number - 1).number() != number) {
        throw root.at("compartments").refuse("number " + number + " is missing");
      }
    }
    return new CabinetProfile(name, kind, width, height, compartments);
  }

  private record Door(Compartment is, ConfigNode node) {}

  private static Compartment compartment(ConfigNode node, Kind kind, CoilLimits coil)
      throws ConfigException {
    node.only(
        "number",
        "kind",
        "size",
        "low",
        "doorMillimetres",
        "supply",
        "coil",
        "heated",
        "occupancySensor");
    ConfigNode door = door(node);
    Compartment compartment =
        new Compartment(
            node.integer("number", 1, MAX_COMPARTMENTS),
            node.choice("kind", Kind.class, kind),
            node.choice("size", Size.class),
            node.bool("low"),
            door.integer("left", 0, MAX_FRONT_MILLIMETRES),
            door.integer("bottom", 0, MAX_FRONT_MILLIMETRES),
            door.integer("width", MIN_DOOR_MILLIMETRES, MAX_FRONT_MILLIMETRES),
            door.integer("height", MIN_DOOR_MILLIMETRES, MAX_FRONT_MILLIMETRES),
            matching(node.at("supply"), SUPPLY, "letters, digits and hyphens"),
            node.has("coil") ? coil(node.at("coil")) : coil,
            node.bool("heated", false),
            node.bool("occupancySensor", false));
    int handle = compartment.bottomMillimetres() + compartment.heightMillimetres() / 2;
    boolean low = handle <= LOW_HANDLE_MILLIMETRES;
    if (compartment.low() != low) {
      throw node.at("low")
          .refuse(
              "\"%s\" is not %s: the handle is at %d mm, and low ends at %d mm"
                  .formatted(compartment.low(), low, handle, LOW_HANDLE_MILLIMETRES));
    }
    return compartment;
  }

  private static ConfigNode door(ConfigNode compartment) throws ConfigException {
    return compartment.map("doorMillimetres", "left", "bottom", "width", "height");
  }

  private static CoilLimits coil(ConfigNode node) throws ConfigException {
    node.only(
        "pulseMillis",
        "coolDownMillis",
        "maxPulsesInTenSeconds",
        "maxPulsesInOneMinute",
        "supplyGapMillis");
    CoilLimits base = CoilLimits.DEFAULT;
    int hardMax = CoilLimits.HARD_MAX_PULSE_MILLIS;
    int maxRest = CoilLimits.MAX_REST_MILLIS;
    return new CoilLimits(
        node.integer("pulseMillis", MIN_PULSE_MILLIS, hardMax, base.pulseMillis()),
        node.integer("coolDownMillis", MIN_COOL_DOWN_MILLIS, maxRest, base.coolDownMillis()),
        node.integer(
            "maxPulsesInTenSeconds", 1, MAX_PULSES_IN_TEN_SECONDS, base.maxPulsesInTenSeconds()),
        node.integer(
            "maxPulsesInOneMinute", 1, MAX_PULSES_IN_ONE_MINUTE, base.maxPulsesInOneMinute()),
        node.integer("supplyGapMillis", MIN_SUPPLY_GAP_MILLIS, maxRest, base.supplyGapMillis()));
  }

  private static String matching(ConfigNode node, Pattern pattern, String words)
      throws ConfigException {
    String text = node.asString();
    if (!pattern.matcher(text).matches()) {
      throw node.refuse("\"" + text + "\" is not made of " + words + " only, or is too long");
    }
    return text;
  }

  private static void requireWithin(Door door, int widthMillimetres, int heightMillimetres)
      throws ConfigException {
    Compartment is = door.is();
    int right = is.leftMillimetres() + is.widthMillimetres();
    int top = is.bottomMillimetres() + is.heightMillimetres();
    if (right > widthMillimetres) {
      throw door(door.node()).at("width").refuse(ends("right", right, widthMillimetres));
    }
    if (top > heightMillimetres) {
      throw door(door.node()).at("height").refuse(ends("upper", top, heightMillimetres));
    }
  }

  private static String ends(String edge, int at, int frontEnds) {
    return "the door's %s edge is at %d mm, the front ends at %d mm".formatted(edge, at, frontEnds);
  }

  private static void requireApart(Door door, Door other) throws ConfigException {
    Compartment one = door.is();
    Compartment two = other.is();
    if (one.number() == two.number()) {
      ConfigNode number = door.node().at("number");
      throw number.refuse(
          "\"%d\" is taken by the door at line %d".formatted(one.number(), other.node().line()));
    }
    boolean beside =
        one.leftMillimetres() + one.widthMillimetres() <= two.leftMillimetres()
            || two.leftMillimetres() + two.widthMillimetres() <= one.leftMillimetres();
    boolean above =
        one.bottomMillimetres() + one.heightMillimetres() <= two.bottomMillimetres()
            || two.bottomMillimetres() + two.heightMillimetres() <= one.bottomMillimetres();
    if (!beside && !above) {
      throw door.node().refuse("door %d overlaps door %d".formatted(one.number(), two.number()));
    }
  }
}
