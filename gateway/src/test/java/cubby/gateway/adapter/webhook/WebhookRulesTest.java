package cubby.gateway.adapter.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The signature of the specification, and the addresses that may be reached. */
class WebhookRulesTest {

  @Test
  void theSignatureIsThatOfTheSpecificationsReferenceVector() {
    // The vector of the reference implementations of Standard Webhooks.
    assertEquals(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.of(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330L,
            "{\"test\": 2432232314}"));
  }

  @Test
  void onlyPublicAddressesOverTlsAreAllowed() {
    TargetRules rules = new TargetRules(false);
    assertTrue(rules.objection("https://partner.example/hook?x=1").isEmpty());
    for (String url :
        List.of(
            "http://partner.example/",
            "ftp://partner.example/",
            "https://",
            "nonsense",
            "https:x",
            "https://user@partner.example/",
            "https://partner.example/#x",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://10.0.0.1/",
            "https://[::1]/",
            "https://[fd00::1]/",
            "https://169.254.169.254/",
            "https://0.0.0.0/",
            "https://2130706433/")) {
      assertFalse(rules.objection(url).isEmpty(), url);
    }
  }

  @Test
  void aDemoAlsoReachesThisMachineButNoOtherPrivateOne() {
    TargetRules rules = new TargetRules(true);
    assertTrue(rules.objection("http://127.0.0.1:8000/").isEmpty());
    assertTrue(rules.objection("http://localhost:8000/").isEmpty());
    assertFalse(rules.objection("http://192.168.0.1/").isEmpty());
    assertFalse(rules.objection("https://192.168.0.1/").isEmpty());
  }

  @Test
  void aNameThatLeadsInsideIsRefusedAfterItsLookUp() {
    TargetRules rules = new TargetRules(false);
    for (String inside :
        List.of(
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.1.1",
            "100.64.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "fe80::1",
            "fd12::1",
            "64:ff9b::a00:1",
            "2002:a00:1::")) {
      assertFalse(rules.allows(InetAddress.ofLiteral(inside)), inside);
    }
    assertTrue(rules.allows(InetAddress.ofLiteral("93.184.216.34")));
    assertTrue(rules.allows(InetAddress.ofLiteral("2606:4700::1111")));
  }
}
