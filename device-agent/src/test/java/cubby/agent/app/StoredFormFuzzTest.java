package cubby.agent.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import cubby.agent.app.port.Journal;
import cubby.agent.app.port.JournalException;
import cubby.hardware.SensorSample;
import cubby.wire.v1.ActionFinished;
import cubby.wire.v1.ActionResult;
import cubby.wire.v1.DoorClosed;
import cubby.wire.v1.Event;
import cubby.wire.v1.FaultId;
import cubby.wire.v1.RefusalReason;
import cubby.wire.v1.StoredCounters;
import cubby.wire.v1.StoredResult;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes in a row of the journal that an agent starts from. The first byte of an input tells
 * which row it is.
 */
class StoredFormFuzzTest {
  private static final int ROWS = 5;

  static Stream<byte[]> rows() {
    Stream<byte[]> compartments =
        StoredFormTest.every().stream().map(c -> input(0, StoredForm.compartment(c).toByteArray()));
    StoredCounters counters =
        StoredCounters.newBuilder()
            .setLastSequence(9)
            .setCommittedThrough(4)
            .setCodesLeft(3)
            .setAtScreen(2)
            .addFaults(FaultId.FAULT_ID_JOURNAL)
            .build();
    StoredResult refused =
        StoredResult.newBuilder()
            .setFinished(
                ActionFinished.newBuilder()
                    .setActionId("a")
                    .setResult(ActionResult.ACTION_RESULT_REFUSED)
                    .setReason(RefusalReason.REFUSAL_REASON_BUSY))
            .setActionSequence(3)
            .setCompartment(1)
            .setEventSequence(2)
            .build();
    Event event =
        Event.newBuilder().setSequence(1).setDoorClosed(DoorClosed.getDefaultInstance()).build();
    return Stream.concat(
        compartments,
        Stream.of(
            input(1, counters.toByteArray()),
            input(2, refused.toByteArray()),
            input(3, Bench.desired().toByteArray()),
            input(4, event.toByteArray())));
  }

  @MethodSource("rows")
  @FuzzTest
  void anAgentStartsFromARowOrRefusesItAndOpensNothingByItself(byte[] input) throws Exception {
    if (input.length == 0) {
      return;
    }
    MemoryJournal journal = new MemoryJournal();
    journal.commit(batch(Byte.toUnsignedInt(input[0]) % ROWS, input));
    Bench bench;
    try {
      bench = new Bench(journal);
    } catch (JournalException e) {
      return;
    }
    bench.move(1, SensorSample.Door.CLOSED, SensorSample.Occupancy.EMPTY);
    bench.pass(200_000);
    assertEquals(List.of(), bench.locks.pulses, "a door opened that nobody asked for");
    // What it wrote itself it reads itself.
    bench.restart();
    bench.pass(5_000);
    assertEquals(List.of(), bench.locks.pulses);
    assertTrue(bench.core.snapshot().epoch() == 3, "two starts after epoch 1");
  }

  private static Journal.Batch batch(int row, byte[] input) {
    byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    return new Journal.Batch(
        1,
        row == 4 ? List.of(new Journal.StoredEvent(1, bytes)) : List.of(),
        0,
        row == 0 ? Map.of(1, bytes) : Map.of(),
        row == 2 ? List.of(new Journal.StoredResult("a", bytes)) : List.of(),
        List.of(),
        row == 3 ? bytes : null,
        row == 1 ? bytes : null);
  }

  private static byte[] input(int row, byte[] bytes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(row);
    all.writeBytes(bytes);
    return all.toByteArray();
  }
}
