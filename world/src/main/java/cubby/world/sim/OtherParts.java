package cubby.world.sim;

import cubby.agent.app.Cabinet;
import cubby.agent.app.port.EpochSteps;
import cubby.agent.app.port.Journal;
import cubby.gateway.app.port.CabinetLink;
import cubby.gateway.app.port.WebhookSender;
import cubby.hardware.LockBank;
import cubby.hardware.Timeline;

/** The seams of another; to change some of them. */
abstract class OtherParts implements Parts {
  private final Parts others;

  OtherParts(Parts others) {
    this.others = others;
  }

  @Override
  public Mask mask() {
    return others.mask();
  }

  @Override
  public int keptSteps() {
    return others.keptSteps();
  }

  @Override
  public Journal journal(Journal honest) {
    return others.journal(honest);
  }

  @Override
  public LockBank locks(LockBank honest) {
    return others.locks(honest);
  }

  @Override
  public Cabinet cabinet(Cabinet honest) {
    return others.cabinet(honest);
  }

  @Override
  public CabinetLink link(CabinetLink honest) {
    return others.link(honest);
  }

  @Override
  public Storage storage(Weathers weather, History history) {
    return others.storage(weather, history);
  }

  @Override
  public JournalImage journalImage(String cabinet) {
    return others.journalImage(cabinet);
  }

  @Override
  public int queueCapacity() {
    return others.queueCapacity();
  }

  @Override
  public Timeline guardClock(Timeline honest) {
    return others.guardClock(honest);
  }

  @Override
  public boolean dies(String who, String point) {
    return others.dies(who, point);
  }

  @Override
  public EpochSteps epochSteps(EpochSteps honest) {
    return others.epochSteps(honest);
  }

  @Override
  public WebhookSender ear(WebhookSender honest) {
    return others.ear(honest);
  }

  @Override
  public Cabinet cabinetAtScreen(Cabinet honest) {
    return others.cabinetAtScreen(honest);
  }
}
