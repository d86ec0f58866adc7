import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readPeople } from '../../../../db/records/actor.ts';
import { addActor, revokeActor } from '../../../../db/usecases/actors.ts';
import { must, openTestDatabase, testClock } from '../../db/open-workspace.ts';
import { temporaryFolder } from '../../engine/support-folder.ts';
import { context, openEngine, take } from '../../engine/test-engine.ts';
import { MIRA, madeBundle } from '../../node/bundle/made-bundle.ts';

/** A workspace in which Mira has been enrolled, and was revoked. */
async function afterMira() {
  const folder = temporaryFolder();
  const clock = testClock();
  await (await openEngine({ folder, clock })).close();
  const db = openTestDatabase(join(folder, 'workspace', 'quarterdeck.db'), clock);
  const [owner] = readPeople(db.read);
  if (owner === undefined) throw new Error('nobody is enrolled');
  const { publicKey, fingerprint, name } = MIRA;
  const mira = { name, kind: 'person', publicKey, fingerprint, unlock: 'passphrase' } as const;
  const { actorId } = must(addActor(db, owner.id, mira, () => 'signed'));
  must(revokeActor(db, owner.id, actorId, () => 'signed'));
  db.close();
  return { folder, engine: await openEngine({ folder, clock }) };
}

it('a bundle that came after its signer was revoked is not promoted, whatever date it bears', async () => {
  const { folder, engine } = await afterMira();
  const { calls } = engine.handlers;
  const { bundleId } = take(await calls['bundles.take']({ file: await madeBundle(folder) }, context));
  expect(await calls['environments.promote']({ environmentId: 'dev', bundleId }, context)).toMatchObject({
    error: { code: 'bundle.unknown-signer' },
  });
});
