package cubby.world.sim;

import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import java.util.function.Consumer;

/** Where the gateway's data lies; it outlives the gateway's processes. */
interface Storage {
  /** The store as one life of the gateway has it; everything uncertain comes from the chance. */
  Store<Tx> open(Life life, Chance chance);

  /** Writes what is there before the first process starts. */
  void prepare(Consumer<Tx> work);

  /** The process is gone, with whatever it did not commit. */
  void crashed();

  /** What is there for good; stays the same object. */
  Books books();
}
