import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { quarterdeck } from '../../support/command.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const PLAN =
  '# Quay\n\n| Milestone | Status | Due |\n|---|---|---|\n| Piles driven | in progress | 2026-01-10 |\n';
const RULE = `id: very-late
name: Very late
about: item
when: late > 30
severity: critical
summary: "{title} is very late"
`;
const Listed = z.object({
  alerts: z.array(z.object({ id: z.string(), summary: z.string(), ack: z.unknown() })),
});

// Each step is a whole process that opens the workspace and closes it again.
describe('the alert commands', { timeout: 240_000 }, () => {
  test('an alert is listed, taken on with a comment, shown and released', async () => {
    const home = tempFolder();
    const run = (...args: string[]) => quarterdeck(args, { home, cwd: home });
    writeFileSync(join(home, 'quay.md'), PLAN);
    expect((await run('tracker', 'import', 'quay.md')).code).toBe(0);
    const listed = await run('alert', 'list', '--json');
    expect(listed.code).toBe(3);
    const [alert] = Listed.parse(JSON.parse(listed.out)).alerts;
    expect(alert).toMatchObject({ summary: 'Piles driven is overdue', ack: null });
    const id = alert?.id ?? '';
    expect((await run('alert', 'ack', id, '--comment', 'On it', '--for', '2h')).out).toContain(
      'for 120 minutes',
    );
    expect(await run('alert', 'list')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Piles driven'),
    });
    expect((await run('alert', 'show', id)).out).toContain('On it');
    expect((await run('alert', 'release', id)).code).toBe(0);
    expect((await run('alert', 'list')).code).toBe(3);
    expect((await run('alert', 'show', 'al_nothing')).code).toBe(4);
    expect((await run('alert', 'ack', id, '--for', 'soon')).code).toBe(2);
  });

  test('a rule is checked, set, shown as it is read again, and removed with its alerts', async () => {
    const home = tempFolder();
    const run = (...args: string[]) => quarterdeck(args, { home, cwd: home });
    writeFileSync(join(home, 'quay.md'), PLAN);
    writeFileSync(join(home, 'rule.yaml'), RULE);
    writeFileSync(join(home, 'broken.yaml'), RULE.replace('late >', 'later >'));
    writeFileSync(join(home, 'unknown.yaml'), `${RULE}wakes: everybody\n`);
    expect((await run('tracker', 'import', 'quay.md')).code).toBe(0);
    expect(await run('alert', 'rule', 'set', 'broken.yaml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no name "later"'),
    });
    expect(await run('alert', 'rule', 'set', 'unknown.yaml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('line 7'),
    });
    expect((await run('alert', 'rule', 'set', 'rule.yaml', '--check')).out).toContain(
      'Piles driven is very late',
    );
    expect((await run('alert', 'rule', 'set', 'rule.yaml')).code).toBe(0);
    expect((await run('alert', 'list')).out).toContain('Piles driven is very late');
    const shown = await run('alert', 'rule', 'show', 'very-late');
    writeFileSync(join(home, 'again.yaml'), shown.out);
    expect((await run('alert', 'rule', 'set', 'again.yaml')).code).toBe(0);
    expect((await run('alert', 'rule', 'remove', 'very-late')).code).toBe(0);
    expect((await run('alert', 'list')).out).not.toContain('very late');
  });
});
