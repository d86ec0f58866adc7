import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contract, type InputOf } from '../../../../core/contract/index.ts';
import { parseLocator } from '../../../../core/domain/readiness/locator-text.ts';
import { parseGuardBound } from '../../../../core/domain/readiness/measure/guard.ts';
import { parseMeasure } from '../../../../core/domain/readiness/measure/measure-text.ts';
import { context, take, write } from '../../engine/test-engine.ts';
import { signoffEngine } from './signoff-engine.ts';

async function signedByNumber(guarded: boolean) {
  const yard = await signoffEngine();
  const rosa = await yard.person('Rosa');
  write(join(yard.folder, 'yard', 'load.json'), '{"ms": 410}');
  const keel = await yard.itemId('Keel');
  const bound = take(parseGuardBound('+10%'));
  const locator = { ...take(parseLocator('artifact', 'load.json')), measure: take(parseMeasure('json:/ms')) };
  const guard = guarded ? { bound, baseline: 400 } : null;
  const added = take(
    await yard.calls['evidence.add'](
      contract['evidence.add'].input.parse({ itemId: keel, folder: null, locator, guard }),
      context,
    ),
  );
  take(await yard.request(keel));
  yard.clock.forward(1000);
  take(await yard.approve(keel, rosa.as));
  const hold = async (baseline: number | null, text = '+10%') => {
    const held: InputOf<'evidence.guard'>['guard'] =
      baseline === null ? null : { bound: take(parseGuardBound(text)), baseline };
    yard.clock.forward(1000);
    take(
      await yard.calls['evidence.guard'](
        contract['evidence.guard'].input.parse({ evidenceId: added.evidenceId, guard: held }),
        context,
      ),
    );
  };
  const state = async () => (await yard.page(keel)).state;
  return { yard, keel, hold, state };
}

it('is stale when what a number was held to is changed, and signed again when that is taken back', async () => {
  const { yard, keel, hold, state } = await signedByNumber(true);
  expect(await state()).toBe('signed');
  await hold(400, '+50%');
  expect(await yard.page(keel)).toMatchObject({
    state: 'stale',
    because: ['load.json json:/ms is held to something else now.'],
  });
  await hold(400);
  expect(await state()).toBe('signed');
  await hold(null);
  expect(await state()).toBe('stale');
});

it('is stale when a number that was held to nothing is held to something', async () => {
  const { hold, state } = await signedByNumber(false);
  expect(await state()).toBe('signed');
  await hold(500);
  expect(await state()).toBe('stale');
});
