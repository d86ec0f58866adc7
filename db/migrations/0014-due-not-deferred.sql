-- What is deferred is not late, and nothing to come: "next due" and "overdue" leave it out.
DROP INDEX item_by_open_due;
CREATE INDEX item_by_open_due ON item (tracker_id, due)
  WHERE due IS NOT NULL AND deferred = 0 AND state IN ('planned', 'active', 'review', 'blocked');
