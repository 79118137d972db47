package cubby.gateway.app.port;

import cubby.gateway.domain.cabinet.Compartment;
import java.util.List;
import java.util.Optional;

/** Every compartment's last known state. */
public interface Compartments {

  /** Ascending by number. */
  List<Compartment> of(String cabinet);

  Optional<Compartment> find(String cabinet, int number);

  /** Adds or replaces. */
  void save(Compartment compartment);
}
