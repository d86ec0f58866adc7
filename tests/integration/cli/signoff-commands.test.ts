import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { quarterdeck } from '../../support/command.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { HARBOUR } from '../readiness/signoffs/signoff-engine.ts';

const Gaps = z.array(z.object({ id: z.string(), text: z.string() }));
const Rows = z.array(z.object({ itemTitle: z.string(), state: z.string(), because: z.array(z.string()) }));

function home() {
  const folder = tempFolder();
  const file = join(folder, 'readiness.md');
  writeFileSync(file, HARBOUR);
  writeFileSync(join(folder, 'keel.md'), '# Keel\n');
  const run = (args: readonly string[], env: Record<string, string> = {}) =>
    quarterdeck(args, { home: folder, env });
  const asRosa = (...args: string[]) =>
    run(['--as', 'Rosa', ...args], { QUARTERDECK_ACTOR_PASSPHRASE: 'the tide turns at noon' });
  return { folder, file, run, asRosa };
}

// Each step is a whole process that opens the workspace and closes it again.
describe('the sign-off commands', { timeout: 240_000 }, () => {
  test('take an item from its evidence through gaps and a second person to the word in its file', async () => {
    const { file, run, asRosa } = home();
    expect((await run(['tracker', 'import', 'readiness.md'])).code).toBe(0);
    const secret = { QUARTERDECK_ACTOR_PASSPHRASE: 'the tide turns at noon' };
    expect((await run(['actor', 'add', 'Rosa', '--passphrase'], secret)).code).toBe(0);

    const early = await run(['signoff', 'request', 'P1']);
    expect([early.code, early.err]).toEqual([
      3,
      '"Keel" needs 1 piece of evidence that is verified: it has 0. Nothing was asked for. (signoff.evidence-needed)\n',
    ]);
    expect((await run(['evidence', 'add', 'P1', 'keel.md', '--type', 'doc'])).code).toBe(0);
    const asked = await run(['signoff', 'request', 'P1', '--role', 'security']);
    expect([asked.code, asked.out]).toEqual([0, '"Keel" waits to be signed off as security.\n']);
    expect(readFileSync(file, 'utf8')).toContain('| Keel | Ready for Signoff |');
    expect((await run(['signoff', 'request', 'P1'])).code).toBe(5);
    expect((await run(['signoff', 'approve', 'P1'])).code).toBe(3);

    expect((await asRosa('signoff', 'return', 'P1', '--gap', 'No survey', '--gap', 'Which oak?')).code).toBe(
      0,
    );
    const gaps = Gaps.parse(JSON.parse((await run(['signoff', 'gap', 'list', '--open', '--json'])).out));
    expect(gaps.map(({ text }) => text).toSorted()).toEqual(['No survey', 'Which oak?']);
    expect((await run(['signoff', 'request', 'P1'])).code).toBe(3);
    for (const { id } of gaps)
      expect((await run(['signoff', 'gap', 'close', id, '--note', 'Surveyed'])).code).toBe(0);

    expect((await run(['signoff', 'request', 'P1'])).code).toBe(0);
    const signed = await asRosa('signoff', 'approve', 'P1');
    expect([signed.code, signed.out, signed.err]).toEqual([
      0,
      'Signed "Keel" as architecture. It is signed off, and its status says "Signed Off".\n',
      '',
    ]);
    expect(readFileSync(file, 'utf8')).toBe(
      HARBOUR.replace('| Keel | In Progress |', '| Keel | Signed Off |'),
    );
    expect((await run(['signoff', 'show', 'P1'])).out).toContain('architecture: signed by Rosa');

    expect((await run(['tracker', 'set', 'readiness', 'P1', 'owner', 'Nora'])).code).toBe(0);
    const stale = Rows.parse(JSON.parse((await run(['signoff', 'list', '--json'])).out));
    expect(stale).toMatchObject([
      { itemTitle: 'Keel', state: 'stale', because: ['Its owner says "Nora" now and said "Ilse".'] },
    ]);
    expect((await asRosa('signoff', 'withdraw', 'P1')).code).toBe(0);
    expect((await run(['rebuild', '--verify'])).code).toBe(0);
  });

  test('refuse to go past the review and name the legal moves', async () => {
    const { file, run } = home();
    expect((await run(['tracker', 'import', 'readiness.md'])).code).toBe(0);
    const jumped = await run(['tracker', 'set', 'readiness', 'P2', 'status', 'Signed Off']);
    expect([jumped.code, jumped.err]).toEqual([
      3,
      '"Mast" can\'t go from "Not Started" to "Signed Off"; nothing was changed. From "Not Started" it may go to: In Progress. (status.illegal-move)\n',
    ]);
    expect(readFileSync(file, 'utf8')).toBe(HARBOUR);
  });

  test('put a policy into force, and a new key in the place of an old one', async () => {
    const { folder, run, asRosa } = home();
    expect((await run(['tracker', 'import', 'readiness.md'])).code).toBe(0);
    const secret = { QUARTERDECK_ACTOR_PASSPHRASE: 'the tide turns at noon' };
    expect((await run(['actor', 'add', 'Rosa', '--passphrase'], secret)).code).toBe(0);
    const policy = {
      roles: [{ id: 'security', title: 'Security', holders: ['rosa'] }],
      required: ['security'],
      ownRequests: false,
      evidence: { atLeast: 0, tier: 'claimed' },
    };
    writeFileSync(join(folder, 'policy.json'), JSON.stringify({ ...policy, required: ['nobody'] }));
    expect((await run(['signoff', 'policy', 'set', 'policy.json'])).code).toBe(2);
    const roles = [{ id: 'security', title: 'Security', holders: ['Rosa', 'Rose'] }];
    writeFileSync(join(folder, 'policy.json'), JSON.stringify({ ...policy, roles }));
    expect((await run(['signoff', 'policy', 'set', 'policy.json'])).err).toContain(
      'nobody here is called "Rose".',
    );
    writeFileSync(join(folder, 'policy.json'), JSON.stringify(policy));
    expect((await run(['signoff', 'policy', 'set', 'policy.json'])).code).toBe(0);
    expect(JSON.parse((await run(['signoff', 'policy', 'show'])).out)).toEqual({
      ...policy,
      roles: [{ id: 'security', title: 'Security', holders: ['Rosa'] }],
    });
    expect((await run(['signoff', 'request', 'P1'])).code).toBe(0);
    expect((await asRosa('signoff', 'approve', 'P1')).code).toBe(0);

    const anew = 'the tide turns at midnight';
    const rotated = await run(['actor', 'rotate', 'Rosa'], {
      ...secret,
      QUARTERDECK_ACTOR_NEW_PASSPHRASE: anew,
    });
    expect([rotated.code, rotated.err]).toEqual([0, '']);
    expect((await run(['actor', 'list'])).out).toMatch(/Rosa +person +passphrase +replaced/u);
    expect((await run(['signoff', 'list', '--json'])).out).toContain('"state": "signed"');
    expect((await asRosa('signoff', 'withdraw', 'P1')).code).toBe(3);
    const withdrawn = await run(['--as', 'Rosa', 'signoff', 'withdraw', 'P1'], {
      QUARTERDECK_ACTOR_PASSPHRASE: anew,
    });
    expect(withdrawn.code).toBe(0);
    expect((await run(['rebuild', '--verify'])).code).toBe(0);
  });
});
