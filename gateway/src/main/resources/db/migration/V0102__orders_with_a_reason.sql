-- Managers see what was ordered, by whom and why; few of the orders have a reason.
CREATE INDEX actions_explained ON actions (cabinet, sequence) WHERE reason <> '';
