-- Cabinets, deposits and everything about them. In the SQL that SQLite and PostgreSQL share; times
-- are epoch milliseconds. BYTEA is PostgreSQL's name; SQLite keeps blobs in a column of any name.

CREATE TABLE cabinets (
  id TEXT PRIMARY KEY,
  secret_hash TEXT NOT NULL,
  sealed_key TEXT NOT NULL,
  generation INTEGER NOT NULL,
  -- -1: the next batch says where the stream begins.
  through BIGINT NOT NULL CHECK (through >= -1),
  epoch BIGINT NOT NULL,
  last_seen_at BIGINT,
  action_sequence BIGINT NOT NULL,
  desired_version BIGINT NOT NULL,
  desired_applied BIGINT NOT NULL,
  settings TEXT NOT NULL
);

CREATE TABLE compartments (
  cabinet TEXT NOT NULL REFERENCES cabinets (id),
  number INTEGER NOT NULL CHECK (number > 0),
  kind TEXT NOT NULL CHECK (kind IN ('PARCEL', 'MEAL', 'BATTERY', 'CHARGE')),
  size TEXT NOT NULL CHECK (size IN ('S', 'M', 'L', 'XL')),
  low INTEGER NOT NULL CHECK (low IN (0, 1)),
  width_millimetres INTEGER NOT NULL,
  height_millimetres INTEGER NOT NULL,
  tenancy TEXT NOT NULL
    CHECK (tenancy IN ('FREE', 'DEPOSITING', 'STORED', 'COLLECTING', 'GRACE', 'UNKNOWN')),
  deposit_id TEXT NOT NULL,
  door TEXT NOT NULL CHECK (door IN ('CLOSED', 'UNLOCKING', 'OPEN', 'AJAR', 'UNKNOWN')),
  occupancy TEXT NOT NULL CHECK (occupancy IN ('EMPTY', 'OCCUPIED', 'UNKNOWN')),
  quarantined INTEGER NOT NULL CHECK (quarantined IN (0, 1)),
  quarantine_reason TEXT NOT NULL,
  as_of BIGINT NOT NULL,
  PRIMARY KEY (cabinet, number)
);

-- Only ever appended to. A key by cabinet would dirty one page of an index for every batch, and
-- the position in cabinets.through, moved in the same transaction, already keeps rows unique.
CREATE TABLE event_log (
  cabinet TEXT NOT NULL,
  generation INTEGER NOT NULL,
  first_sequence BIGINT NOT NULL,
  last_sequence BIGINT NOT NULL CHECK (last_sequence >= first_sequence),
  received_at BIGINT NOT NULL,
  payload BYTEA NOT NULL
);

CREATE TABLE deposits (
  id TEXT PRIMARY KEY,
  cabinet TEXT NOT NULL REFERENCES cabinets (id),
  wanted TEXT NOT NULL,
  low INTEGER NOT NULL CHECK (low IN (0, 1)),
  kind TEXT NOT NULL,
  owner TEXT NOT NULL,
  sealed_phone TEXT NOT NULL,
  compartment INTEGER NOT NULL,
  size TEXT NOT NULL,
  tried TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('OPENING', 'OPEN', 'STORED', 'COLLECTING', 'COLLECTED', 'TAKEN_BACK', 'CANCELLED', 'FAILED')),
  cancelling TEXT NOT NULL,
  reason TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  stored_at BIGINT,
  ended_at BIGINT,
  grace_until BIGINT,
  reminders_sent INTEGER NOT NULL,
  overdue INTEGER NOT NULL CHECK (overdue IN (0, 1)),
  next_due_at BIGINT,
  overdue_at BIGINT,
  message_sent_at BIGINT,
  CHECK ((ended_at IS NULL) = (state IN ('OPENING', 'OPEN', 'STORED', 'COLLECTING')))
);
-- Invariant: two live deposits never share a compartment.
CREATE UNIQUE INDEX deposits_live ON deposits (cabinet, compartment)
  WHERE state IN ('OPENING', 'OPEN', 'STORED', 'COLLECTING');
CREATE INDEX deposits_owner ON deposits (owner, created_at);
CREATE INDEX deposits_due ON deposits (next_due_at) WHERE next_due_at IS NOT NULL;
CREATE INDEX deposits_overdue ON deposits (overdue_at)
  WHERE overdue = 1 AND state IN ('STORED', 'COLLECTING');

CREATE TABLE history (
  deposit_id TEXT NOT NULL REFERENCES deposits (id),
  line INTEGER NOT NULL,
  at BIGINT NOT NULL,
  what TEXT NOT NULL,
  compartment INTEGER NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (deposit_id, line)
);

CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  deposit_id TEXT NOT NULL REFERENCES deposits (id),
  cabinet TEXT NOT NULL,
  is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('LIVE', 'GRACE', 'SPENT', 'REVOKED', 'ENDED')),
  sealed_code TEXT NOT NULL,
  code_index TEXT NOT NULL,
  salt TEXT NOT NULL,
  sealed_token TEXT NOT NULL,
  token_index TEXT NOT NULL UNIQUE,
  sealed_phone TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX grants_one_primary ON grants (deposit_id) WHERE is_primary = 1;
CREATE INDEX grants_deposit ON grants (deposit_id);
-- Invariant: no two rights of one cabinet share a code.
CREATE UNIQUE INDEX grants_live_code ON grants (cabinet, code_index)
  WHERE state IN ('LIVE', 'GRACE');

CREATE TABLE actions (
  id TEXT PRIMARY KEY,
  cabinet TEXT NOT NULL REFERENCES cabinets (id),
  sequence BIGINT NOT NULL,
  epoch BIGINT NOT NULL,
  deadline_uptime_millis BIGINT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('OPEN', 'ABORT', 'RELEASE', 'QUARANTINE')),
  compartment INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  deposit_id TEXT NOT NULL,
  right_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('PENDING', 'DONE', 'REFUSED', 'EXPIRED', 'FAILED', 'OUTCOME_UNKNOWN')),
  detail TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  finished_at BIGINT,
  UNIQUE (cabinet, sequence),
  CHECK ((finished_at IS NULL) = (state = 'PENDING'))
);
CREATE INDEX actions_pending ON actions (cabinet, sequence) WHERE state = 'PENDING';
CREATE INDEX actions_pending_deposit ON actions (deposit_id) WHERE state = 'PENDING';

CREATE TABLE reservations (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  external_id TEXT NOT NULL,
  cabinet TEXT NOT NULL REFERENCES cabinets (id),
  compartment INTEGER NOT NULL,
  size TEXT NOT NULL,
  low INTEGER NOT NULL CHECK (low IN (0, 1)),
  sealed_phone TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('HELD', 'USED', 'EXPIRED')),
  deposit_id TEXT NOT NULL,
  UNIQUE (partner_id, external_id)
);
CREATE UNIQUE INDEX reservations_held ON reservations (cabinet, compartment)
  WHERE state = 'HELD';
CREATE INDEX reservations_expiry ON reservations (expires_at) WHERE state = 'HELD';
CREATE INDEX reservations_deposit ON reservations (deposit_id) WHERE state = 'USED';

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  deposit_id TEXT NOT NULL,
  language TEXT NOT NULL,
  sealed_phone TEXT NOT NULL,
  sealed_text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('WAITING', 'SENT', 'GIVEN_UP')),
  attempts INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  sent_at BIGINT
);
CREATE INDEX messages_waiting ON messages (next_at) WHERE state = 'WAITING';

CREATE TABLE problems (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  deposit_id TEXT NOT NULL REFERENCES deposits (id),
  cabinet TEXT NOT NULL,
  compartment INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX problems_newest ON problems (at);
CREATE INDEX problems_deposit ON problems (deposit_id);

CREATE TABLE webhook_events (
  id TEXT PRIMARY KEY,
  partner_id TEXT NOT NULL,
  type TEXT NOT NULL,
  deposit_id TEXT NOT NULL,
  json TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX webhook_events_at ON webhook_events (at);
