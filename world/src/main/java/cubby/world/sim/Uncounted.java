package cubby.world.sim;

import cubby.gateway.app.port.Messenger;
import cubby.gateway.app.port.Meters;
import java.time.Duration;

/** Nobody looks at the meters of a world. */
final class Uncounted implements Meters {
  @Override
  public void httpAnswered(String method, String route, int status, Duration took) {}

  @Override
  public void limited(String limit) {}

  @Override
  public void signIn(String result) {}

  @Override
  public void webhook(String result) {}

  @Override
  public void message(Messenger.Kind kind, boolean sent) {}
}
