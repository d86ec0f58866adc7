import { expect, test } from 'vitest';
import { z } from 'zod';
import { quarterdeck } from '../../support/command.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const Failure = z.object({ error: z.object({ code: z.string() }) });
const Actors = z.array(z.object({ name: z.string(), revokedAt: z.number().nullable() }));

// Each step is a whole process that opens the workspace and closes it again.
test('a command acts as the person it names, with their passphrase and while they are enrolled', {
  timeout: 120_000,
}, async () => {
  const home = tempFolder();
  const run = (args: string[], passphrase?: string) =>
    quarterdeck([...args, '--json'], {
      home,
      ...(passphrase === undefined ? {} : { env: { QUARTERDECK_ACTOR_PASSPHRASE: passphrase } }),
    });
  const codeOf = async (args: string[], passphrase?: string) => {
    const { code, out } = await run(args, passphrase);
    return [code, Failure.parse(JSON.parse(out)).error.code];
  };
  const secret = 'four odd words here';
  expect((await run(['actor', 'add', 'Ruth', '--passphrase'], secret)).code).toBe(0);

  expect(await codeOf(['actor', 'add', 'Tom', '--as', 'Ruth'])).toEqual([3, 'actor.locked']);
  expect(await codeOf(['actor', 'add', 'Tom', '--as', 'Ruth'], 'another one')).toEqual([
    3,
    'actor.passphrase-wrong',
  ]);
  expect((await run(['actor', 'add', 'Tom', '--as', 'ruth'], secret)).code).toBe(0);
  expect(await codeOf(['actor', 'add', 'Ada', '--as', 'nobody'])).toEqual([4, 'actor.not-found']);

  expect((await run(['actor', 'revoke', 'Ruth'])).code).toBe(0);
  expect(await codeOf(['actor', 'add', 'Ada', '--as', 'Ruth'], secret)).toEqual([3, 'actor.revoked']);
  const listed = Actors.parse(JSON.parse((await run(['actor', 'list'])).out));
  expect(listed.map(({ name, revokedAt }) => [name, revokedAt === null]).slice(1)).toEqual([
    ['Ruth', false],
    ['Tom', true],
  ]);
  const verified = await run(['rebuild', '--verify']);
  expect([verified.code, JSON.parse(verified.out)]).toMatchObject([0, { same: true, wrongSignature: null }]);
});
