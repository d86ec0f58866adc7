import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWritable } from '../../../../db/connection.ts';
import { Reader } from '../../../../db/handle.ts';
import { migrate } from '../../../../db/migrate.ts';
import { migrations } from '../../../../db/migrations/embedded.ts';
import { must, tempFolder } from '../open-workspace.ts';

test('a device keeps the look it had when its settings leave the log', () => {
  const file = join(tempFolder(), 'workspace.sqlite');
  const db = openWritable(file);
  const at = migrations.findIndex(({ name }) => name.endsWith('device-settings'));
  const options = { fresh: true, now: 1, appVersion: 'test' };
  must(migrate(db, file, migrations.slice(0, at), options));
  const hlc = (n: number) => `018bcfe56800-0000${n}-de_1`;
  for (const [seq, patch] of [
    [1, { theme: { value: 'dark' } }],
    [2, { density: { value: 'compact' }, staleAfterDays: { value: 7 } }],
  ] as const) {
    db.prepare("INSERT INTO op VALUES (?, ?, ?, 'de_1', 'ac_1', 'cr', 'settings', 'settings', ?, NULL)").run(
      seq,
      `op_${seq}`,
      hlc(seq),
      JSON.stringify({ v: 1, d: patch }),
    );
    for (const [field, { value }] of Object.entries(patch)) {
      db.prepare(
        "INSERT INTO register (entity_kind, entity_id, field, value, hlc) VALUES ('settings', 'settings', ?, ?, ?)",
      ).run(field, JSON.stringify(value), hlc(seq));
    }
  }
  must(migrate(db, file, migrations.slice(at), { ...options, fresh: false }));
  const read = new Reader(db);
  expect(read.all('SELECT name, value FROM device_setting ORDER BY name')).toEqual([
    { name: 'density', value: '"compact"' },
    { name: 'theme', value: '"dark"' },
  ]);
  expect(read.all('SELECT seq, patch FROM op')).toEqual([
    { seq: 2, patch: '{"v":1,"d":{"staleAfterDays":{"value":7}}}' },
  ]);
  expect(read.column("SELECT field FROM register WHERE entity_kind = 'settings'")).toEqual([
    'staleAfterDays',
  ]);
  db.close();
});
