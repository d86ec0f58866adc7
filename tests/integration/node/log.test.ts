import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLog } from '../../../node/log/create-log.ts';
import { redact } from '../../../node/log/redact.ts';
import { createRotatingFile } from '../../../node/log/rotating-file.ts';
import { temporaryFolder } from '../engine/support-folder.ts';

const clock = { now: () => 1_750_000_000_000 };

describe('the log', () => {
  it('writes JSON lines and keeps the newest in memory', async () => {
    const folder = temporaryFolder();
    const log = createLog({ folder, name: 'engine', level: 'info', clock });
    log.debug('too fine');
    log.info('imported', { trackers: 4 });
    await log.close();
    const lines = readFileSync(join(folder, 'engine.log'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', msg: 'imported', trackers: 4 });
    expect(log.recent()).toMatchObject([{ level: 'info', message: 'imported', at: clock.now() }]);
  });

  it('blots out credentials in messages, facts and errors', () => {
    const log = createLog({ folder: temporaryFolder(), name: 'engine', level: 'info', clock });
    log.info('opened http://localhost/?token=abcdef123456', {
      accessToken: 'abc',
      header: 'Bearer abcdefghijkl',
    });
    log.error('failed', new Error('https://me:hunter22@example.org refused ghp_0123456789abcdefghij'));
    const said = JSON.stringify(log.recent());
    for (const leak of ['abcdef123456', '"abc"', 'abcdefghijkl', 'hunter22', 'ghp_0123']) {
      expect(said).not.toContain(leak);
    }
    expect(said).toContain('failed');
  });

  it('never outgrows its bound', () => {
    const folder = temporaryFolder();
    const file = createRotatingFile({ folder, name: 'engine', bytes: 1000, keep: 2 });
    for (let index = 0; index < 200; index += 1) file.write(`${'x'.repeat(99)}\n`);
    file.close();
    const names = readdirSync(folder).sort();
    expect(names).toEqual(['engine.1.log', 'engine.2.log', 'engine.log']);
    for (const name of names) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(1100);
  });

  it('leaves ordinary words alone', () => {
    expect(redact('Tracker tr_abc was imported from /home/me/plan.md')).toBe(
      'Tracker tr_abc was imported from /home/me/plan.md',
    );
  });
});
