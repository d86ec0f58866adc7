import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { EntityKind } from '../../../core/domain/entity-kinds.ts';
import { FleetEvent } from '../../../core/domain/fleet/events.ts';
import { profiles } from '../../../core/domain/trackers/profiles/registry.ts';
import { ActorId, DeviceId, EventId, OpId } from '../../../core/kernel/ids.ts';
import { ok } from '../../../core/kernel/result.ts';
import { putContent } from '../../../db/content-store.ts';
import { EVENT_KINDS } from '../../../db/reducers/apply-event.ts';
import { insertEvent } from '../../../db/tables/event.ts';
import { insertOp } from '../../../db/tables/op.ts';
import {
  PROJECTION_TABLES,
  PROJECTIONS_FINGERPRINT,
  type ProjectionRow,
  projectionRows,
} from '../../../db/tables/projections.ts';
import { SEARCH_FINGERPRINT } from '../../../db/tables/search.ts';
import { rebuildProjections } from '../../../db/usecases/rebuild.ts';
import { must, openTestDatabase, tempFolder, testClock } from './open-workspace.ts';

/** One line is a text of a tracker, or the next row of one of the logs. Add lines at the end; change none. */
const file = join(import.meta.dirname, '../../fixtures/log/every-kind.jsonl');
const Line = z.union([
  z.strictObject({ text: z.string() }),
  z.strictObject({
    op: z.strictObject({
      id: OpId,
      hlc: z.string(),
      device: DeviceId,
      actor: ActorId,
      correlation: z.string(),
      kind: EntityKind,
      entityId: z.string(),
      patch: z.string(),
      signature: z.string().nullable(),
    }),
  }),
  z.strictObject({
    event: z.strictObject({
      id: EventId,
      source: z.string(),
      sourceId: z.string(),
      kind: z.string(),
      at: z.number(),
      payload: z.string(),
    }),
  }),
]);
const lines = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => Line.parse(JSON.parse(line)));

let made: ReadonlyMap<string, readonly ProjectionRow[]>;
let found: readonly (readonly unknown[])[];

/** Replays the log of the fixture, as `rebuild` does. */
beforeAll(async () => {
  const db = openTestDatabase(join(tempFolder(), 'workspace.sqlite'), testClock());
  must(
    db.write('full', (tx) => {
      for (const line of lines) {
        if ('text' in line) putContent(tx.db, Buffer.from(line.text));
        else if ('op' in line) insertOp(tx.db, { ...line.op, seq: tx.nextSeq() });
        else insertEvent(tx.db, { ...line.event, seq: tx.nextSeq() });
      }
      return ok(null);
    }),
  );
  must(await rebuildProjections(db));
  made = new Map(PROJECTION_TABLES.map((table) => [table.name, [...projectionRows(db.read, table)]]));
  must(
    db.write('normal', (tx) => {
      tx.db.run("CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'search', 'instance')");
      return ok(null);
    }),
  );
  found = [
    db.read.column<string>("SELECT sql FROM sqlite_schema WHERE name GLOB 'search*' ORDER BY name"),
    db.read.all('SELECT * FROM search_doc ORDER BY id'),
    db.read.all('SELECT * FROM temp.word ORDER BY doc, col, offset, term'),
  ];
});

test('the log of the fixture has every kind of op and event and every profile, and fills every projection', () => {
  const ops = lines.flatMap((line) => ('op' in line ? [line.op] : []));
  const events = lines.flatMap((line) => ('event' in line ? [line.event] : []));
  expect(new Set(ops.map(({ kind }) => kind))).toEqual(new Set(EntityKind.options));
  expect(new Set(events.map(({ kind }) => kind))).toEqual(
    new Set([
      ...Object.values(EVENT_KINDS),
      ...FleetEvent.options.map(({ shape }) => `fleet.${shape.type.value}`),
    ]),
  );
  const used = new Set(made.get('tracker')?.map(({ profile }) => profile));
  expect(profiles.map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  expect([...made].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([]);
});

const digestOf = (rows: unknown): string => hash('sha256', JSON.stringify(rows), 'hex').slice(0, 16);

test('the fingerprint of the projections changes with what reducers and parsers make of the same log', () => {
  expect(
    PROJECTIONS_FINGERPRINT,
    'The same log gives other rows than before. If that is wanted, write the digest expected below into PROJECTIONS_FINGERPRINT (db/tables/projections.ts): every workspace then makes its projections anew at its next start.',
  ).toBe(digestOf([...made]));
});

test('the fingerprint of the search index changes with what the same log puts into it', () => {
  expect(found.map((rows) => rows.length > 0)).toEqual([true, true, true]);
  expect(
    SEARCH_FINGERPRINT,
    'The same log gives another search index than before. If that is wanted, write the digest expected below into SEARCH_FINGERPRINT (db/tables/search.ts).',
  ).toBe(digestOf(found));
});
