import { NO_COUNTS } from '../../../../core/domain/trackers/vocabulary/state-counts.ts';
import { ItemId, TrackerId } from '../../../../core/kernel/ids.ts';
import type {
  Item,
  ItemField,
  LogRow,
  Outline,
  State,
  Tracker,
} from '../../../../renderer/domains/trackers/model/rows.ts';

export const tracker = TrackerId.parse('tr_one');

export function field(
  name: string,
  kind: ItemField['kind'],
  value: string,
  more: Partial<ItemField> = {},
): ItemField {
  return { name, label: name, kind, raw: value, value, editable: true, locked: null, ...more };
}

/** An item as the engine would send it; the status also stands in its fields. */
export function item(
  id: string,
  more: Partial<Omit<Item, 'id'>> & { readonly status?: string | null; readonly state?: State | null } = {},
): Item {
  const status = more.status ?? null;
  return {
    id: ItemId.parse(`it_${id}`),
    trackerId: tracker,
    trackerName: 'Harbour works',
    address: `plan/${id}`,
    key: id,
    kind: 'milestone',
    title: `Item ${id}`,
    sectionPath: 'plan',
    sectionTitle: 'Plan',
    parentId: null,
    depth: 0,
    line: 10,
    status,
    state: null,
    guess: false,
    deferred: false,
    vocabulary: status === null ? null : 'steps',
    due: null,
    owner: null,
    notes: null,
    fields: status === null ? [] : [field('status', 'status', status)],
    firstDue: null,
    changedAt: 0,
    ...more,
  };
}

export function outline(more: Partial<Outline> = {}): Outline {
  return {
    name: 'Harbour works',
    profile: 'generic',
    readOnly: null,
    meta: [],
    sections: [],
    vocabularies: [
      {
        id: 'steps',
        source: 'document',
        words: [
          { word: 'not-started', state: 'planned', next: ['in-progress'] },
          { word: 'in-progress', state: 'active', next: ['blocked', 'done'] },
          { word: 'blocked', state: 'blocked', next: ['in-progress'] },
          { word: 'done', state: 'done', next: [] },
        ],
      },
    ],
    skipped: [],
    columns: [],
    logAppend: true,
    stampMeta: null,
    ...more,
  };
}

export function logRow(id: string, more: Partial<LogRow> = {}): LogRow {
  return {
    id,
    trackerId: tracker,
    trackerName: 'Harbour works',
    date: null,
    text: id,
    source: 'document',
    at: null,
    line: null,
    actor: null,
    ...more,
  };
}

export function trackerRow(name: string, more: Partial<Tracker> = {}): Tracker {
  return {
    id: TrackerId.parse(`tr_${name}`),
    name,
    profile: 'generic',
    path: null,
    fileState: 'detached',
    fileNote: null,
    editsWait: false,
    counts: NO_COUNTS,
    total: 0,
    done: 0,
    nextDue: null,
    blocked: 0,
    findings: { info: 0, warning: 0, high: 0 },
    lastUpdated: null,
    lastVerified: null,
    owner: null,
    changedAt: 0,
    recognised: {},
    stale: null,
    ...more,
  };
}
