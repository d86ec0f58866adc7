-- What the readiness board counts and lists of items by their state: everything of each that is neither signed nor proven.
CREATE INDEX item_by_state ON item (state, changed_at DESC, kind, tracker_id)
  WHERE state IS NOT NULL AND place_of IS NULL;
