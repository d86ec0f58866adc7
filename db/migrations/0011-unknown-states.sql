-- Items whose status word nobody knows count neither as open nor as done.
ALTER TABLE tracker ADD COLUMN unknown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE revision ADD COLUMN unknown INTEGER NOT NULL DEFAULT 0;
