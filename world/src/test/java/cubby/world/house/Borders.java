package cubby.world.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import cubby.wire.Seal;
import cubby.wire.Signer;
import cubby.wire.Verifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The layout as rules: who may import whom. */
final class Borders {
  /** What may be imported anywhere: the JDK's core and the nullness annotations. */
  private static final String[] LANGUAGE = {"java..", "javax.crypto..", "org.jspecify.."};

  /** Parts of the JDK that reach outside the program or into other threads. */
  private static final String[] OUTSIDE_WORLD = {
    "java.io..",
    "java.nio.file..",
    "java.nio.channels..",
    "java.net..",
    "java.sql..",
    "java.util.concurrent..",
    "java.util.logging.."
  };

  /** The library families of which an adapter may use one. */
  private static final Map<String, String[]> LIBRARIES = libraries();

  static final ArchRule DOMAIN_IS_PURE =
      classes()
          .that()
          .resideInAPackage("cubby.*.domain..")
          .should()
          .onlyDependOnClassesThat(
              in("cubby.*.domain..")
                  .or(in(LANGUAGE))
                  .and(DescribedPredicate.not(resideInAnyPackage(OUTSIDE_WORLD))))
          .allowEmptyShould(true)
          .because("domain imports the JDK alone, and nothing of it that acts");

  static final ArchRule AGENT_APP_KNOWS_PORTS_ONLY =
      classes()
          .that()
          .resideInAPackage("cubby.agent.app..")
          .should()
          .onlyDependOnClassesThat(
              in("cubby.agent.app..", "cubby.agent.domain..", "cubby.wire..", "cubby.hardware")
                  .or(in("com.google.protobuf..", "org.slf4j.."))
                  .or(in(LANGUAGE)))
          .allowEmptyShould(true)
          .because("app imports domain, ports and proto");

  static final ArchRule GATEWAY_APP_KNOWS_PORTS_ONLY =
      classes()
          .that()
          .resideInAPackage("cubby.gateway.app..")
          .should()
          .onlyDependOnClassesThat(
              in("cubby.gateway.app..", "cubby.gateway.domain..", "cubby.wire..")
                  .or(in("com.google.protobuf..", "org.slf4j.."))
                  .or(in(LANGUAGE)))
          .allowEmptyShould(true)
          .because("app imports domain, ports and proto");

  static final ArchRule ONLY_BOOT_WIRES =
      noClasses()
          .that()
          .resideInAPackage("cubby..")
          .and()
          .resideOutsideOfPackages("cubby.*.boot..", "cubby.world..")
          .should()
          .dependOnClassesThat(resideInAPackage("cubby.*.boot.."))
          .allowEmptyShould(true)
          .because("boot wires, and is wired by nobody");

  static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("cubby.(*).adapter.(*)..")
          .should()
          .notDependOnEachOther()
          // The JSON interface stands on the HTTP server: one adapter in two packages.
          .ignoreDependency(
              resideInAPackage("cubby.gateway.adapter.api.."),
              resideInAPackage("cubby.gateway.adapter.http.."))
          .allowEmptyShould(true)
          .because("an adapter imports ports and one library");

  static final ArchRule GATEWAY_AND_AGENT_MEET_ON_THE_WIRE_ONLY =
      noClasses()
          .that()
          .resideInAPackage("cubby.gateway..")
          .should()
          .dependOnClassesThat(resideInAnyPackage("cubby.agent..", "cubby.hardware.."))
          .allowEmptyShould(true);

  static final ArchRule AGENT_NEVER_KNOWS_THE_GATEWAY =
      noClasses()
          .that()
          .resideInAPackage("cubby.agent..")
          .should()
          .dependOnClassesThat(resideInAPackage("cubby.gateway.."))
          .allowEmptyShould(true);

  static final ArchRule HARDWARE_STANDS_ALONE =
      classes()
          .that()
          .resideInAPackage("cubby.hardware..")
          .should()
          .onlyDependOnClassesThat(
              in("cubby.hardware..", "com.pi4j..", "com.fazecast..", "org.snakeyaml..")
                  .or(in("org.slf4j.."))
                  .or(in(LANGUAGE)))
          .allowEmptyShould(true);

  static final ArchRule PROTO_STANDS_ALONE =
      classes()
          .that()
          .resideInAPackage("cubby.wire..")
          .should()
          .onlyDependOnClassesThat(
              in("cubby.wire..", "com.google.protobuf..", "org.bouncycastle.math.ec.rfc8032..")
                  .or(in(LANGUAGE)))
          .allowEmptyShould(true);

  static final ArchRule NOTHING_SHIPPED_KNOWS_THE_WORLD =
      noClasses()
          .that()
          .resideOutsideOfPackage("cubby.world..")
          .should()
          .dependOnClassesThat(resideInAPackage("cubby.world.."))
          .allowEmptyShould(true);

  static final ArchRule ONLY_THE_WORLD_CHOOSES_HOW_TO_SEAL =
      noClasses()
          .that()
          .resideOutsideOfPackages("cubby.wire..", "cubby.world..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("cubby\\.wire\\.Seal(\\$.*)?")
          .orShould()
          .callMethod(Signer.class, "sealing", String.class, Seal.Maker.class)
          .orShould()
          .callMethod(Verifier.class, "checking", String.class, Map.class)
          .allowEmptyShould(true)
          .because("the product signs with Ed25519 and with nothing else (ADR 130)");

  static final ArchRule NO_CYCLES =
      slices()
          .matching("cubby.(**)")
          .should()
          .beFreeOfCycles()
          .allowEmptyShould(true)
          .because("a package is read without opening the one that uses it");

  private Borders() {}

  /** Every rule; the order is that of the layout table. */
  static List<ArchRule> all() {
    List<ArchRule> rules =
        new ArrayList<>(
            List.of(
                PROTO_STANDS_ALONE,
                HARDWARE_STANDS_ALONE,
                DOMAIN_IS_PURE,
                AGENT_APP_KNOWS_PORTS_ONLY,
                GATEWAY_APP_KNOWS_PORTS_ONLY,
                ADAPTERS_DO_NOT_KNOW_EACH_OTHER,
                ONLY_BOOT_WIRES,
                GATEWAY_AND_AGENT_MEET_ON_THE_WIRE_ONLY,
                AGENT_NEVER_KNOWS_THE_GATEWAY,
                NOTHING_SHIPPED_KNOWS_THE_WORLD,
                ONLY_THE_WORLD_CHOOSES_HOW_TO_SEAL,
                NO_CYCLES));
    LIBRARIES.keySet().forEach(library -> rules.add(libraryStaysIn(library)));
    return rules;
  }

  /** A library is known to the adapters (and boot) that exist because of it, to nobody else. */
  static ArchRule libraryStaysIn(String library) {
    String[] homes = Objects.requireNonNull(LIBRARIES.get(library), library);
    String[] packages = Arrays.copyOfRange(homes, 1, homes.length);
    return noClasses()
        .that()
        .resideInAPackage("cubby..")
        .and()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat(resideInAPackage(homes[0]))
        .allowEmptyShould(true)
        .because(library + " is the business of " + List.of(packages));
  }

  private static Map<String, String[]> libraries() {
    Map<String, String[]> homes = new LinkedHashMap<>();
    String boot = "cubby.*.boot..";
    String world = "cubby.world..";
    String link = "cubby.agent.adapter.mqtt..";
    String endpoint = "cubby.gateway.adapter.mqtt..";
    String http = "cubby.gateway.adapter.http..";
    String kiosk = "cubby.agent.adapter.kiosk..";
    String agentStore = "cubby.agent.adapter.store..";
    String gatewayStore = "cubby.gateway.adapter.store..";
    homes.put("Bouncy Castle", new String[] {"org.bouncycastle..", "cubby.wire.."});
    homes.put("Paho", new String[] {"org.eclipse.paho..", link, world});
    homes.put("Netty", new String[] {"io.netty..", endpoint, http, boot, world});
    homes.put("JDBC", new String[] {"java.sql..", agentStore, gatewayStore, world});
    homes.put("SQLite", new String[] {"org.sqlite..", agentStore, gatewayStore, world});
    homes.put("Jdbi", new String[] {"org.jdbi..", gatewayStore});
    homes.put("Flyway", new String[] {"org.flywaydb..", gatewayStore});
    homes.put(
        "Micrometer",
        new String[] {"io.micrometer..", "cubby.*.adapter.metrics..", http, kiosk, boot});
    homes.put("Logback", new String[] {"ch.qos.logback..", "cubby.*.adapter.log..", boot, world});
    return homes;
  }

  private static DescribedPredicate<JavaClass> in(String... packages) {
    return resideInAnyPackage(packages).or(primitives());
  }

  private static DescribedPredicate<JavaClass> primitives() {
    return DescribedPredicate.describe(
        "primitive",
        type ->
            type.isPrimitive() || (type.isArray() && type.getBaseComponentType().isPrimitive()));
  }
}
