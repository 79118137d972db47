package cubby.agent.app.link;

import com.google.protobuf.InvalidProtocolBufferException;
import cubby.wire.Topic;
import cubby.wire.v1.Event;
import cubby.wire.v1.EventBatch;
import cubby.wire.v1.Hello;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pipe whose other end is the test. */
final class FakePipe implements GatewayTransport {
  /** What went in, in order. */
  record Sent(Topic topic, byte[] payload) {}

  final List<Sent> sent = new ArrayList<>();
  boolean jammed;
  boolean closed;
  private @Nullable Listener listener;

  @Override
  public void open(Listener listener) {
    this.listener = listener;
  }

  @Override
  public boolean publish(Topic topic, byte[] payload) {
    return !jammed && sent.add(new Sent(topic, payload));
  }

  @Override
  public void close() {
    closed = true;
  }

  Listener cabinet() {
    if (listener == null) {
      throw new AssertionError("the session never opened the pipe");
    }
    return listener;
  }

  List<Topic> topics() {
    return sent.stream().map(Sent::topic).toList();
  }

  List<EventBatch> batches() {
    return sent.stream().filter(s -> s.topic() == Topic.EVENTS).map(FakePipe::batch).toList();
  }

  /** Sequences of all events sent, in order, repeats included. */
  List<Long> sequences() {
    return batches().stream()
        .flatMap(batch -> batch.getEventsList().stream())
        .map(Event::getSequence)
        .toList();
  }

  Hello hello() {
    try {
      return Hello.parseFrom(sent.getFirst().payload());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static EventBatch batch(Sent sent) {
    try {
      return EventBatch.parseFrom(sent.payload());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
