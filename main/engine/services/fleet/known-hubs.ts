import type { HubId } from '../../../../core/kernel/ids.ts';
import { type HubRecord, knownHubs } from '../../../../db/readers/fleet/hubs.ts';
import type { WorkspaceDb } from '../../../../db/workspace-db.ts';
import type { HubFleet } from './hub-fleet.ts';
import { createReportedHub, type ReportedHub, type ReportedHubOptions } from './reported-hub.ts';

export interface KnownHubs {
  /** The one on this device. */
  readonly own: HubFleet;
  /** Every hub this workspace has heard of, its own first. */
  all(): readonly HubFleet[];
  /** Null when nobody has heard of it. */
  find(id: HubId): HubFleet | null;
  /** As its device named it; null until it is announced. */
  nameOf(id: HubId): string | null;
  close(): void;
}

export interface KnownHubsOptions extends Omit<ReportedHubOptions, 'hub'> {
  readonly db: WorkspaceDb;
  readonly own: HubFleet;
}

/** The hub on this device is an entry as every other is; the others are made of what they reported, when asked for. */
export function createKnownHubs(options: KnownHubsOptions): KnownHubs {
  const { own, db } = options;
  const reported = new Map<HubId, ReportedHub>();

  const hubOf = (hub: HubRecord): HubFleet => {
    if (hub.id === own.id) return own;
    const known = reported.get(hub.id) ?? createReportedHub({ ...options, hub });
    reported.set(hub.id, known);
    return known;
  };
  const others = (): HubRecord[] => knownHubs(db.read).filter(({ id }) => id !== own.id);

  return {
    own,
    all: () => [own, ...others().map(hubOf)],
    find(id) {
      const found = knownHubs(db.read).find((hub) => hub.id === id);
      return found === undefined ? null : hubOf(found);
    },
    nameOf: (id) => knownHubs(db.read).find((hub) => hub.id === id)?.name ?? null,
    close() {
      for (const hub of reported.values()) hub.close();
    },
  };
}

/** Rows of several hubs in one list. Lists are keyed by id; should two hubs use the same, the first one's row is shown. */
export function oneOfEachId<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter(({ id }) => !seen.has(id) && seen.add(id));
}
