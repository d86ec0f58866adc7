-- What waits is counted, and what waits for a clock is looked for, at every delivery.
CREATE INDEX parked_by_state ON parked (state, reason);
-- What an actor signed is looked at again when its key is revoked.
CREATE INDEX op_signed ON op (actor_id) WHERE signature IS NOT NULL;
