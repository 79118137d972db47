package cubby.world.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cubby.agent.boot.AgentSettings;
import cubby.gateway.boot.GatewaySettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What stands in deploy/ is what the programs read. */
class DeployTest {
  private static final Path EXAMPLES = Sources.root().resolve("deploy/examples");

  @Test
  void theExamplesAreReadAndFitEachOther() throws Exception {
    GatewaySettings gateway =
        cubby.gateway.boot.SettingsFile.read(EXAMPLES.resolve("gateway.yaml"));
    AgentSettings agent = cubby.agent.boot.SettingsFile.read(EXAMPLES.resolve("agent.yaml"));
    assertTrue(
        gateway.cabinets().stream().anyMatch(cabinet -> cabinet.id().equals(agent.cabinet())));
    assertEquals(
        gateway.http().publicUrl().orElseThrow() + "/c/" + agent.cabinet(), agent.riderPage());
    assertTrue(agent.gateway().mqttUri().endsWith(":" + gateway.mqtt().port()));
  }
}
