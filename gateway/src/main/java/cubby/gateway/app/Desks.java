package cubby.gateway.app;

import cubby.gateway.app.port.Clock;
import cubby.gateway.app.port.Counts;
import cubby.gateway.app.port.Store;
import cubby.gateway.app.port.Tx;
import cubby.gateway.app.port.Vault;

/** What the services share, made once by {@link GatewayCore}. */
record Desks(
    Store<Tx> store,
    Clock clock,
    Vault vault,
    Counts counts,
    Fleet fleet,
    Presence presence,
    Thermometers thermometers,
    Ids ids,
    LiveHub live,
    ActionDesk actions,
    GrantDesk grants,
    DesiredDesk desired,
    MessageDesk messages,
    Webhooks webhooks) {}
