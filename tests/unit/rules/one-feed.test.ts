import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Product files in which this is said, by their path in the checkout. */
function sayingIn(folders: readonly string[], words: RegExp): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && words.test(readFileSync(join(root, folder, name), 'utf8')))
      .map((name) => `${folder}/${name}`),
  );
}

describe('what happened is told in one place', () => {
  it('only a transaction writes to the logs, so that the feed tells of every row', () => {
    expect(sayingIn(['db', 'main'], /\binsert(?:Op|Events?)\(/).toSorted()).toEqual([
      // A migration rewrites the logs before anybody follows them.
      'db/migrations/steps/history.ts',
      'db/tables/event.ts',
      'db/tables/op.ts',
      'db/transaction.ts',
    ]);
    const writing = sayingIn(['db'], /INSERT INTO (?:op|event)\b/);
    expect(writing.filter((file) => !file.startsWith('db/migrations/'))).toEqual([
      'db/tables/event.ts',
      'db/tables/op.ts',
    ]);
  });

  it('only the hub’s own parts listen to the hub itself; all others follow the feed', () => {
    const listening = sayingIn(['main'], /\bonEvents\(/);
    expect(listening).toContain('main/engine/hub/hub-server.ts');
    expect(listening.filter((file) => !file.startsWith('main/engine/hub/'))).toEqual([]);
  });

  it('a row of the deliveries changes its state by the transition table alone', () => {
    expect(sayingIn(['db', 'main'], /\bupdateDelivery\(/).toSorted()).toEqual([
      'db/tables/delivery.ts',
      'db/usecases/deliveries.ts',
    ]);
  });
});
