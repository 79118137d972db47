package cubby.wire;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may not change between a released description of the wire and a later one, so that cabinets
 * and gateways of both versions understand each other. Whatever is only added is fine. Pure.
 */
final class WireRules {
  private final List<String> breaks = new ArrayList<>();

  private WireRules() {}

  /** Every breaking change, in words; empty where there is none. */
  static List<String> breaks(FileDescriptorSet released, FileDescriptorSet now) {
    WireRules rules = new WireRules();
    Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    now.getFileList().forEach(file -> files.put(file.getName(), file));
    for (FileDescriptorProto before : released.getFileList()) {
      FileDescriptorProto after = files.get(before.getName());
      if (after == null) {
        rules.says(before.getName(), "the file is gone");
      } else {
        rules.file(before, after);
      }
    }
    return rules.breaks;
  }

  private void says(String place, String what) {
    breaks.add(place + ": " + what);
  }

  private void same(String place, String what, Object before, Object after) {
    if (!before.equals(after)) {
      says(place, what + " was " + before + " and is " + after);
    }
  }

  private void file(FileDescriptorProto before, FileDescriptorProto after) {
    same(before.getName(), "the package", before.getPackage(), after.getPackage());
    same(before.getName(), "the syntax", before.getSyntax(), after.getSyntax());
    messages(before.getPackage(), before.getMessageTypeList(), after.getMessageTypeList());
    enums(before.getPackage(), before.getEnumTypeList(), after.getEnumTypeList());
  }

  private void messages(String parent, List<DescriptorProto> before, List<DescriptorProto> after) {
    Map<String, DescriptorProto> present = new LinkedHashMap<>();
    after.forEach(message -> present.put(message.getName(), message));
    for (DescriptorProto message : before) {
      String place = parent + "." + message.getName();
      DescriptorProto now = present.get(message.getName());
      if (now == null) {
        says(place, "the message is gone");
      } else {
        message(place, message, now);
      }
    }
  }

  private void message(String place, DescriptorProto before, DescriptorProto after) {
    Map<Integer, FieldDescriptorProto> present = new LinkedHashMap<>();
    after.getFieldList().forEach(field -> present.put(field.getNumber(), field));
    for (FieldDescriptorProto field : before.getFieldList()) {
      FieldDescriptorProto now = present.get(field.getNumber());
      String where = place + " field " + field.getNumber();
      if (now == null) {
        says(where, field.getName() + " is gone");
      } else {
        field(where, field, oneof(before, field), now, oneof(after, now));
      }
    }
    for (DescriptorProto.ReservedRange range : before.getReservedRangeList()) {
      boolean kept =
          after.getReservedRangeList().stream()
              .anyMatch(r -> r.getStart() <= range.getStart() && r.getEnd() >= range.getEnd());
      String numbers = range.getStart() + " to " + (range.getEnd() - 1);
      if (!kept) {
        says(place, "the numbers " + numbers + " are reserved no more");
      }
      present.keySet().stream()
          .filter(number -> number >= range.getStart() && number < range.getEnd())
          .forEach(number -> says(place, "the reserved number " + number + " is used"));
    }
    names(place, before.getReservedNameList(), after.getReservedNameList());
    messages(place, before.getNestedTypeList(), after.getNestedTypeList());
    enums(place, before.getEnumTypeList(), after.getEnumTypeList());
  }

  private static String oneof(DescriptorProto message, FieldDescriptorProto field) {
    return field.hasOneofIndex() ? message.getOneofDecl(field.getOneofIndex()).getName() : "none";
  }

  private void field(
      String place,
      FieldDescriptorProto before,
      String oneofBefore,
      FieldDescriptorProto after,
      String oneofAfter) {
    // A number with another name is another fact under an old number.
    same(place, "the name", before.getName(), after.getName());
    same(place, "the type", before.getType(), after.getType());
    same(place, "the type", before.getTypeName(), after.getTypeName());
    same(place, "the cardinality", before.getLabel(), after.getLabel());
    same(place, "presence", before.getProto3Optional(), after.getProto3Optional());
    same(place, "the oneof", oneofBefore, oneofAfter);
    same(place, "packing", before.getOptions().getPacked(), after.getOptions().getPacked());
  }

  private void names(String place, List<String> before, List<String> after) {
    for (String name : before) {
      if (!after.contains(name)) {
        says(place, "the name " + name + " is reserved no more");
      }
    }
  }

  private void enums(
      String parent, List<EnumDescriptorProto> before, List<EnumDescriptorProto> after) {
    Map<String, EnumDescriptorProto> present = new LinkedHashMap<>();
    after.forEach(one -> present.put(one.getName(), one));
    for (EnumDescriptorProto one : before) {
      String place = parent + "." + one.getName();
      EnumDescriptorProto now = present.get(one.getName());
      if (now == null) {
        says(place, "the enum is gone");
      } else {
        values(place, one, now);
      }
    }
  }

  private void values(String place, EnumDescriptorProto before, EnumDescriptorProto after) {
    Map<Integer, String> present = new LinkedHashMap<>();
    after.getValueList().forEach(value -> present.putIfAbsent(value.getNumber(), value.getName()));
    for (EnumValueDescriptorProto value : before.getValueList()) {
      String now = present.get(value.getNumber());
      String where = place + " value " + value.getNumber();
      if (now == null) {
        says(where, value.getName() + " is gone");
      } else {
        same(where, "the name", value.getName(), now);
      }
    }
    for (EnumDescriptorProto.EnumReservedRange range : before.getReservedRangeList()) {
      boolean kept =
          after.getReservedRangeList().stream()
              .anyMatch(r -> r.getStart() <= range.getStart() && r.getEnd() >= range.getEnd());
      if (!kept) {
        says(place, range.getStart() + " to " + range.getEnd() + " are reserved no more");
      }
      present.keySet().stream()
          .filter(number -> number >= range.getStart() && number <= range.getEnd())
          .forEach(number -> says(place, "the reserved number " + number + " is used"));
    }
    names(place, before.getReservedNameList(), after.getReservedNameList());
  }
}
