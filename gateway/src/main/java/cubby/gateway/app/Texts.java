package cubby.gateway.app;

/** What people read on their phones, in Chinese or English; short enough for one or two SMS. */
final class Texts {
  private static final String ENGLISH = "en";

  private Texts() {}

  /**
   * What a text can speak of.
   *
   * @param place name of the cabinet
   * @param door number on the door
   */
  record Subject(String language, String place, int door, String code, String link) {
    boolean english() {
      return language.startsWith(ENGLISH);
    }
  }

  static String ready(Subject s) {
    return s.english()
        ? "Cubby: an item waits for you at " + at(s) + ". Code " + s.code() + " or " + s.link()
        : "【Cubby】您的物品已放入" + at(s) + "，取件码 " + s.code() + "，或打开 " + s.link();
  }

  static String delegated(Subject s) {
    return s.english()
        ? "Cubby: please collect an item at " + at(s) + ". Code " + s.code() + " or " + s.link()
        : "【Cubby】有人请您代取" + at(s) + "的物品，取件码 " + s.code() + "，或打开 " + s.link();
  }

  static String reminder(Subject s) {
    return s.english()
        ? "Cubby: your item still waits at " + at(s) + ". Code " + s.code() + " or " + s.link()
        : "【Cubby】您的物品仍在" + at(s) + "，取件码 " + s.code() + "，或打开 " + s.link();
  }

  static String overdue(Subject s) {
    return s.english()
        ? "Cubby: your item at " + at(s) + " is overdue and may be taken back. " + s.link()
        : "【Cubby】您在" + at(s) + "的物品已超时，可能被取回，请尽快领取 " + s.link();
  }

  static String collected(Subject s) {
    return s.english()
        ? "Cubby: your item at " + at(s) + " was collected. Not you? " + s.link()
        : "【Cubby】您在" + at(s) + "的物品已被取走。非本人操作请打开 " + s.link();
  }

  static String takenBack(Subject s) {
    return s.english()
        ? "Cubby: your item at " + at(s) + " was taken back. " + s.link()
        : "【Cubby】您在" + at(s) + "的物品已被取回。" + s.link();
  }

  private static String at(Subject s) {
    return s.english() ? s.place() + ", door " + s.door() : s.place() + " " + s.door() + " 号柜";
  }
}
