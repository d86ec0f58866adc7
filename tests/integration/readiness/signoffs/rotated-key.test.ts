import { describe, expect, it } from 'vitest';
import type { CallContext } from '../../../../main/engine/handlers.ts';
import { context, take } from '../../engine/test-engine.ts';
import { signoffEngine } from './signoff-engine.ts';

const NEW = 'a fresh breeze from the west';

async function signedAndRotated() {
  const yard = await signoffEngine();
  const keel = await yard.itemId('Keel');
  const rosa = await yard.person('Rosa');
  const policy = {
    roles: [{ id: 'security', title: 'Security', holders: [rosa.id] }],
    required: ['security'],
    ownRequests: false,
    evidence: { atLeast: 0, tier: 'claimed' as const },
  };
  take(await yard.calls['signoffs.setPolicy']({ policy }, context));
  take(await yard.request(keel));
  yard.clock.forward(60_000);
  take(await yard.approve(keel, rosa.as));
  yard.clock.forward(60_000);
  const { actorId } = take(await yard.calls['actors.rotate']({ passphrase: NEW }, rosa.as));
  const anew: CallContext = { ...rosa.as, actor: actorId };
  return { ...yard, keel, rosa, actorId, anew };
}

describe('a key that was replaced', () => {
  it('keeps what it signed, and signs nothing more', async () => {
    const yard = await signedAndRotated();
    expect(await yard.page(yard.keel)).toMatchObject({
      state: 'signed',
      statements: [{ counts: true, signed: { by: 'Rosa' } }],
    });
    expect(await yard.request(yard.keel, [], yard.rosa.as)).toMatchObject({
      error: { code: 'actor.revoked' },
    });
    const { rows } = await yard.views['actors.list'].read({});
    expect(
      rows
        .filter(({ name }) => name === 'Rosa')
        .map(({ revokedAt, replaces }) => [revokedAt === null, replaces]),
    ).toEqual([
      [false, null],
      [true, yard.rosa.id],
    ]);
    const checked = await yard.calls['workspace.rebuild']({ verify: true }, context);
    expect(checked).toMatchObject({ value: { same: true, wrongSignature: null } });
  });

  it('is the same person: holder of the same roles, and not the second pair of eyes', async () => {
    const yard = await signedAndRotated();
    const mast = await yard.itemId('Mast');
    take(await yard.request(mast));
    yard.clock.forward(60_000);
    expect(take(await yard.approve(mast, yard.anew))).toMatchObject({ state: 'signed' });
    take(await yard.withdraw(yard.keel, yard.anew, 'signature'));
    expect(await yard.page(yard.keel)).toMatchObject({ state: 'withdrawn' });
    yard.clock.forward(60_000);
    take(await yard.withdraw(yard.keel, yard.anew, 'request'));
    yard.clock.forward(60_000);
    take(await yard.request(yard.keel, [], yard.anew));
    expect(await yard.approve(yard.keel, yard.anew)).toMatchObject({
      error: { code: 'signoff.own-request' },
    });
  });

  it('asks for a passphrase again where the old one had one', async () => {
    const yard = await signoffEngine();
    const rosa = await yard.person('Rosa');
    expect(await yard.calls['actors.rotate']({ passphrase: null }, rosa.as)).toMatchObject({
      error: { code: 'actor.passphrase-weak' },
    });
    expect(await yard.calls['actors.rotate']({ passphrase: 'aaaaaaaaaa' }, rosa.as)).toMatchObject({
      error: { code: 'actor.passphrase-weak' },
    });
  });

  it('leaves the workspace its owner where it was the owner’s', async () => {
    const yard = await signoffEngine();
    const { actorId } = take(await yard.calls['actors.rotate']({ passphrase: null }, context));
    const { rows } = await yard.views['actors.list'].read({});
    expect(rows.find(({ current }) => current)?.id).toBe(actorId);
    await yard.prove(await yard.itemId('Keel'));
    take(await yard.request(await yard.itemId('Keel')));
  });
});
