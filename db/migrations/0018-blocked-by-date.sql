-- What is blocked in time is counted and listed by its date, over all trackers, from the index alone.
DROP INDEX item_blocked;
CREATE INDEX item_blocked ON item (due, tracker_id, deferred) WHERE state = 'blocked';
