package cubby.gateway.app.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SignInLimitsTest {

  @Test
  void aHouseholdCountsAsOneClientAndTwoHouseholdsAsTwo() {
    assertEquals("192.0.2.7", SignInLimits.network("192.0.2.7"));
    assertEquals("192.0.2.7", SignInLimits.network("::ffff:192.0.2.7"), "as a proxy names it");
    assertEquals(
        SignInLimits.network("2001:db8:1:2:3:4:5:6"), SignInLimits.network("2001:db8:1:2:9::1"));
  }
}
