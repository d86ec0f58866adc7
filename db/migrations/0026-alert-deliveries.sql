-- What became of the banners and sounds by which this device told of alerts; the newest are kept. A banner's row goes on to
-- say how it ended.
CREATE TABLE alert_delivery (
  n INTEGER PRIMARY KEY,
  -- The rule whose alerts it told of; 'test': somebody tried it.
  group_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('desktop', 'sound')),
  state TEXT NOT NULL CHECK (state IN ('accepted', 'acted', 'closed', 'suppressed', 'failed')),
  -- What was done, why it closed, or why it was not shown.
  reason TEXT NOT NULL
) STRICT;
