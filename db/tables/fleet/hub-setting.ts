import type { Reader, Writer } from '../../handle.ts';

export interface HubSettingRecord {
  /** See `fleetSettingsJson`; null as long as nobody changed one. */
  readonly settings: string | null;
  readonly lastRank: number;
}

export function readHubSetting(db: Reader, hubN: number): HubSettingRecord {
  return (
    db.get<HubSettingRecord>(
      'SELECT settings, last_rank AS lastRank FROM hub_setting WHERE hub_n = ?',
      hubN,
    ) ?? {
      settings: null,
      lastRank: 0,
    }
  );
}

export function putHubSettings(db: Writer, hubN: number, settings: string): void {
  db.run(
    `INSERT INTO hub_setting (hub_n, settings, last_rank) VALUES (?, ?, 0)
     ON CONFLICT DO UPDATE SET settings = excluded.settings`,
    hubN,
    settings,
  );
}

/** Keeps the highest rank that was given out. */
export function raiseLastRank(db: Writer, hubN: number, rank: number): void {
  db.run(
    `INSERT INTO hub_setting (hub_n, settings, last_rank) VALUES (?, NULL, ?)
     ON CONFLICT DO UPDATE SET last_rank = max(last_rank, excluded.last_rank)`,
    hubN,
    rank,
  );
}
