-- Riders, sign-in, sessions, partners and their webhooks. Codes, tokens and keys only as keyed
-- hashes (index), phones and secrets only sealed by the vault.

CREATE TABLE riders (
  id TEXT PRIMARY KEY,
  phone_index TEXT NOT NULL UNIQUE,
  sealed_phone TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE sign_in_codes (
  phone_index TEXT PRIMARY KEY,
  code_index TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  tries_left INTEGER NOT NULL CHECK (tries_left > 0)
);
CREATE INDEX sign_in_codes_end ON sign_in_codes (expires_at);

CREATE TABLE sessions (
  token_index TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('RIDER', 'MANAGER')),
  subject TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_end ON sessions (expires_at);

CREATE TABLE manager_links (
  token_index TEXT PRIMARY KEY,
  expires_at BIGINT NOT NULL
);

CREATE TABLE partners (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  key_index TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE webhook_endpoints (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL REFERENCES partners (id),
  url TEXT NOT NULL,
  sealed_secret TEXT NOT NULL,
  -- The types asked for, each between commas: ,deposit.stored,deposit.failed,
  events TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  failing_since BIGINT,
  disabled_at BIGINT
);
CREATE INDEX webhook_endpoints_partner ON webhook_endpoints (partner_id);

-- Whether the deliveries of an event were made.
ALTER TABLE webhook_events ADD COLUMN spread INTEGER NOT NULL DEFAULT 0;
CREATE INDEX webhook_events_unspread ON webhook_events (at) WHERE spread = 0;

CREATE TABLE webhook_deliveries (
  event_id TEXT NOT NULL REFERENCES webhook_events (id),
  endpoint_id TEXT NOT NULL REFERENCES webhook_endpoints (id),
  state TEXT NOT NULL CHECK (state IN ('WAITING', 'DELIVERED', 'DEAD')),
  attempts INTEGER NOT NULL,
  next_at BIGINT NOT NULL,
  ended_at BIGINT,
  last_error TEXT NOT NULL,
  PRIMARY KEY (event_id, endpoint_id),
  CHECK ((ended_at IS NULL) = (state = 'WAITING'))
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (next_at) WHERE state = 'WAITING';
CREATE INDEX webhook_deliveries_dead ON webhook_deliveries (ended_at) WHERE state = 'DEAD';
CREATE INDEX webhook_deliveries_endpoint ON webhook_deliveries (endpoint_id);
CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (ended_at) WHERE state <> 'WAITING';
