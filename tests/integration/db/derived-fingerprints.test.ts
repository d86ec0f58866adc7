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
import { openWritable } from '../../../db/connection.ts';
import { putContent } from '../../../db/contents/content-store.ts';
import { Writer } from '../../../db/handle.ts';
import { migrate } from '../../../db/migrate.ts';
import { migrations } from '../../../db/migrations/embedded.ts';
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

/** The schema whose logs the lines are written in. Those of later ones are at the end, as they are. */
const LOG_SCHEMA = 4;

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

let kindsInLog: readonly string[];

/** The lines as a workspace of schema 4 holds them; opening it brings them to the newest. */
function writeLog(workspace: string): void {
  const db = openWritable(workspace);
  const first = migrations.filter((migration) => migration.number <= LOG_SCHEMA);
  must(migrate(db, workspace, first, { fresh: true, now: 0, appVersion: '0.1.0' }));
  const writer = new Writer(db);
  const device = lines.flatMap((line) => ('op' in line ? [line.op.device] : []))[0];
  if (device === undefined) throw new Error('the log has no op');
  writer.run("INSERT INTO workspace (one, id, device_id, created_at) VALUES (1, 'ws_log', ?, 0)", device);
  let seq = 0;
  db.transaction(() => {
    for (const line of lines) {
      if ('text' in line) {
        putContent(writer, Buffer.from(line.text));
        continue;
      }
      seq += 1;
      if ('op' in line) insertOp(writer, { ...line.op, seq });
      else insertEvent(writer, { ...line.event, seq });
    }
    writer.run('UPDATE clock_state SET seq = ?', seq);
  })();
  db.close();
}

/** Replays the log of the fixture, as `rebuild` does. */
beforeAll(async () => {
  const workspace = join(tempFolder(), 'workspace.sqlite');
  writeLog(workspace);
  const db = openTestDatabase(workspace, testClock());
  must(await rebuildProjections(db));
  kindsInLog = db.read.column<string>('SELECT DISTINCT kind FROM event');
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
  expect(new Set(ops.map(({ kind }) => kind))).toEqual(new Set(EntityKind.options));
  expect(new Set(kindsInLog)).toEqual(
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
