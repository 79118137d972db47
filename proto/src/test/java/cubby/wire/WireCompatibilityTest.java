package cubby.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Cabinets and gateways of different versions understand each other. */
class WireCompatibilityTest {
  private static final String FILE = "cubby/v1/downlink.proto";
  private static final String GRANT = "cubby.v1.Grant";

  @Test
  void whatWasReleasedIsStillUnderstood() throws IOException {
    FileDescriptorSet released = ReleasedWire.released();
    assertEquals(4, released.getFileCount());
    assertEquals(List.of(), WireRules.breaks(released, ReleasedWire.now()));
  }

  @Test
  void additionsAreFine() {
    assertEquals(
        List.of(),
        afterGrant(g -> g.addField(field("colour", 40)).addReservedName("size").build()));
    assertEquals(
        List.of(),
        after(file -> file.addMessageType(DescriptorProto.newBuilder().setName("Drone")).build()));
    assertEquals(
        List.of(),
        afterPurpose(e -> {
          e.addValueBuilder().setName("PURPOSE_DANCE").setNumber(99);
          return e.build();
        }));
  }

  @Test
  void aRemovedFieldIsRefused() {
    refused(afterGrant(g -> g.removeField(0).build()), GRANT + " field 1: id is gone");
  }

  @Test
  void aRenumberedFieldIsRefused() {
    refused(
        afterGrant(g -> set(g, g.getField(0).toBuilder().setNumber(41))),
        GRANT + " field 1: id is gone");
  }

  @Test
  void anotherFactUnderAnOldNumberIsRefused() {
    refused(
        afterGrant(g -> set(g, g.getField(0).toBuilder().setName("colour"))),
        GRANT + " field 1: the name was id and is colour");
  }

  @Test
  void aRetypedFieldIsRefused() {
    refused(
        afterGrant(g -> set(g, g.getField(0).toBuilder().setType(Type.TYPE_BYTES))),
        GRANT + " field 1: the type was TYPE_STRING and is TYPE_BYTES");
  }

  @Test
  void aFieldOfAnotherMessageIsRefused() {
    List<String> breaks =
        after(file -> {
          int at = indexOf(file, "DesiredState");
          DescriptorProto.Builder desired = file.getMessageType(at).toBuilder();
          desired.getFieldBuilder(2).setTypeName(".cubby.v1.Grant");
          return file.setMessageType(at, desired).build();
        });
    refused(
        breaks,
        "cubby.v1.DesiredState field 3: the type was .cubby.v1.Settings and is .cubby.v1.Grant");
  }

  @Test
  void aChangedCardinalityIsRefused() {
    refused(
        afterGrant(g -> set(g, g.getField(0).toBuilder().setLabel(Label.LABEL_REPEATED))),
        GRANT + " field 1: the cardinality was LABEL_OPTIONAL and is LABEL_REPEATED");
    refused(
        afterGrant(g -> set(g, g.getField(0).toBuilder().setProto3Optional(true))),
        GRANT + " field 1: presence was false and is true");
  }

  @Test
  void aFieldThatMovesIntoAOneofIsRefused() {
    refused(
        afterGrant(g -> {
          g.addOneofDeclBuilder().setName("key");
          return set(g, g.getField(0).toBuilder().setOneofIndex(0));
        }),
        GRANT + " field 1: the oneof was none and is key");
  }

  @Test
  void aRemovedMessageIsRefused() {
    refused(
        after(file -> file.removeMessageType(indexOf(file, "Grant")).build()),
        GRANT + ": the message is gone");
  }

  @Test
  void aRemovedOrRenumberedOrRenamedEnumValueIsRefused() {
    String one = "cubby.v1.Purpose value 1: ";
    refused(afterPurpose(e -> e.removeValue(1).build()), one + "PURPOSE_DEPOSIT is gone");
    refused(
        afterPurpose(e -> {
          e.getValueBuilder(1).setNumber(77);
          return e.build();
        }),
        one + "PURPOSE_DEPOSIT is gone");
    refused(
        afterPurpose(e -> {
          e.getValueBuilder(1).setName("PURPOSE_DANCE");
          return e.build();
        }),
        one + "the name was PURPOSE_DEPOSIT and is PURPOSE_DANCE");
  }

  @Test
  void aRemovedEnumIsRefused() {
    refused(
        breaks(
            ReleasedWire.now(),
            "cubby/v1/uplink.proto",
            file -> file.removeEnumType(purposeIn(file)).build()),
        "cubby.v1.Purpose: the enum is gone");
  }

  @Test
  void reservedNumbersAndNamesStayReservedAndUnused() {
    FileDescriptorSet released =
        changed(
            ReleasedWire.now(),
            FILE,
            file ->
                changedGrant(
                    file,
                    g -> {
                      g.addReservedRangeBuilder().setStart(30).setEnd(33);
                      return g.addReservedName("colour").build();
                    }));
    List<String> dropped = WireRules.breaks(released, ReleasedWire.now());
    refused(dropped, GRANT + ": the numbers 30 to 32 are reserved no more");
    refused(dropped, GRANT + ": the name colour is reserved no more");
    refused(
        breaks(released, FILE, file -> changedGrant(file, g -> g.addField(field("x", 31)).build())),
        GRANT + ": the reserved number 31 is used");
    assertEquals(List.of(), WireRules.breaks(released, released));
  }

  @Test
  void aRenamedPackageOrAMissingFileIsRefused() {
    refused(
        after(file -> file.setPackage("cubby.v2").build()),
        FILE + ": the package was cubby.v1 and is cubby.v2");
    refused(
        after(file -> file.setName("cubby/v1/down.proto").build()), FILE + ": the file is gone");
  }

  private static void refused(List<String> breaks, String why) {
    assertTrue(breaks.contains(why), why + " is not among " + breaks);
  }

  private static List<String> after(FileChange change) {
    return breaks(ReleasedWire.now(), FILE, change);
  }

  private static List<String> afterGrant(MessageChange change) {
    return after(file -> changedGrant(file, change));
  }

  private static List<String> afterPurpose(EnumChange change) {
    return breaks(
        ReleasedWire.now(),
        "cubby/v1/uplink.proto",
        file -> {
          int at = purposeIn(file);
          return file.setEnumType(at, change.apply(file.getEnumType(at).toBuilder())).build();
        });
  }

  private static List<String> breaks(FileDescriptorSet released, String name, FileChange change) {
    return WireRules.breaks(released, changed(released, name, change));
  }

  private static FileDescriptorSet changed(FileDescriptorSet all, String name, FileChange change) {
    UnaryOperator<FileDescriptorProto> one =
        file -> file.getName().equals(name) ? change.apply(file.toBuilder()) : file;
    return FileDescriptorSet.newBuilder()
        .addAllFile(all.getFileList().stream().map(one).toList())
        .build();
  }

  private static FileDescriptorProto changedGrant(
      FileDescriptorProto.Builder file, MessageChange change) {
    int at = indexOf(file, "Grant");
    return file.setMessageType(at, change.apply(file.getMessageType(at).toBuilder())).build();
  }

  private static int indexOf(FileDescriptorProto.Builder file, String message) {
    return file.getMessageTypeList().stream()
        .map(DescriptorProto::getName)
        .toList()
        .indexOf(message);
  }

  private static int purposeIn(FileDescriptorProto.Builder file) {
    return file.getEnumTypeList().stream()
        .map(EnumDescriptorProto::getName)
        .toList()
        .indexOf("Purpose");
  }

  private static DescriptorProto set(
      DescriptorProto.Builder message, FieldDescriptorProto.Builder first) {
    return message.setField(0, first).build();
  }

  private static FieldDescriptorProto field(String name, int number) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setLabel(Label.LABEL_OPTIONAL)
        .setType(Type.TYPE_STRING)
        .build();
  }

  private interface FileChange {
    FileDescriptorProto apply(FileDescriptorProto.Builder file);
  }

  private interface MessageChange {
    DescriptorProto apply(DescriptorProto.Builder message);
  }

  private interface EnumChange {
    EnumDescriptorProto apply(EnumDescriptorProto.Builder one);
  }
}
