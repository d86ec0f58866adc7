import type { Reader, Writer } from '../../handle.ts';

export interface HubSettingRecord {
  /** See `fleetSettingsJson`; null as long as nobody changed one. */
  readonly settings: string | null;
  readonly lastRank: number;
}

export function readHubSetting(db: Reader): HubSettingRecord {
  return (
    db.get<HubSettingRecord>('SELECT settings, last_rank AS lastRank FROM hub_setting WHERE one = 1') ?? {
      settings: null,
      lastRank: 0,
    }
  );
}

export function putHubSettings(db: Writer, settings: string): void {
  db.run(
    `INSERT INTO hub_setting (one, settings, last_rank) VALUES (1, ?, 0)
     ON CONFLICT DO UPDATE SET settings = excluded.settings`,
    settings,
  );
}

/** Keeps the highest rank that was given out. */
export function raiseLastRank(db: Writer, rank: number): void {
  db.run(
    `INSERT INTO hub_setting (one, settings, last_rank) VALUES (1, NULL, ?)
     ON CONFLICT DO UPDATE SET last_rank = max(last_rank, excluded.last_rank)`,
    rank,
  );
}
