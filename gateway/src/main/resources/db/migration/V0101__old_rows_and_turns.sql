-- What the deletion of old rows goes along. Times only grow: each is appended to at its end.
CREATE INDEX event_log_received ON event_log (received_at);
CREATE INDEX messages_ended ON messages (created_at) WHERE state <> 'WAITING';

-- Each endpoint has its own turn: one that does not answer does not hold up the others.
CREATE INDEX webhook_deliveries_turn ON webhook_deliveries (endpoint_id, next_at)
  WHERE state = 'WAITING';
DROP INDEX webhook_deliveries_due;
