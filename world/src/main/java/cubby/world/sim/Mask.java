package cubby.world.sim;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which of a world's decisions come true. Every rider who comes, every fault that strikes and every
 * whim of a person asks here first, and has a number; whatever is masked out does not happen: the
 * rider stays at home, the message arrives, the person does the plain thing. For one world.
 */
final class Mask {
  private final Set<String> without;
  private final @Nullable Set<Integer> only;
  private final List<Integer> happened = new ArrayList<>();
  private int asked;

  /**
   * @param without kinds of faults that are off, by the words of {@link #kinds}
   * @param only the numbers of the decisions that come true; null = all
   */
  Mask(Set<String> without, @Nullable Set<Integer> only) {
    this.without = without;
    this.only = only;
  }

  /** Everything comes true. */
  static Mask none() {
    return new Mask(Set.of(), null);
  }

  /** One more decision was drawn: whether it comes true. */
  boolean lets() {
    int number = asked++;
    boolean lets = only == null || only.contains(number);
    if (lets) {
      happened.add(number);
    }
    return lets;
  }

  /** The numbers of the decisions that came true so far. */
  List<Integer> happened() {
    return List.copyOf(happened);
  }

  /** The weather without what is off. */
  Weather over(Weather storm) {
    RecordComponent[] all = Weather.class.getRecordComponents();
    Object[] values = new Object[all.length];
    try {
      for (int i = 0; i < all.length; i++) {
        Weather from = without.contains(word(all[i])) ? Weather.CALM : storm;
        values[i] = all[i].getAccessor().invoke(from);
      }
      Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<Weather> constructor = Weather.class.getDeclaredConstructor(types);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Weather is a record of its fields", e);
    }
  }

  /** Every kind of fault that can be switched off, in words. */
  static Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    for (RecordComponent component : Weather.class.getRecordComponents()) {
      kinds.add(word(component));
    }
    return kinds;
  }

  /** {@code maxDelayMillis} is "delay", {@code gatewayKillMeanMillis} "gateway-kill". */
  private static String word(RecordComponent component) {
    return component
        .getName()
        .replaceAll("(Mean)?Millis$", "")
        .replaceAll("^max(?=[A-Z])", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }
}
