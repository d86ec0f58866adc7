import { rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { itemNamed, setField, take } from '../../engine/test-engine.ts';
import { HARBOUR, signoffEngine, YARD } from './signoff-engine.ts';

type Yard = Awaited<ReturnType<typeof signoffEngine>>;

/** Signed by Rosa; what happens to the file in between is for each test to say. */
async function requested(text = HARBOUR, start = 'Keel') {
  const yard = await signoffEngine({ text });
  const item = await yard.itemId(start);
  const rosa = await yard.person('Rosa');
  await yard.prove(item);
  take(await yard.request(item));
  yard.clock.forward(60_000);
  return { ...yard, item, rosa };
}

async function cellOf(yard: Yard, start = 'Keel') {
  return (await yard.page(await yard.itemId(start))).cell;
}

describe('a signature is never held up by the file', () => {
  it('that is gone: it says so, and is written when the file is back', async () => {
    const yard = await requested();
    const text = yard.fileText();
    rmSync(yard.path);
    const answer = take(await yard.approve(yard.item, yard.rosa.as));
    expect(answer.state).toBe('signed');
    expect(answer.summary).toMatch(
      /^Signed "Keel" as architecture\. It is signed off, not yet written in the file: ./u,
    );
    expect(await cellOf(yard)).toMatchObject({ state: 'waiting' });
    writeFileSync(yard.path, text);
    take(await setField(yard.engine, yard.trackerId, 'Mast', 'notes', 'Fir'));
    await yard.engine.idle();
    expect(await cellOf(yard)).toEqual({ state: 'written', says: null });
    expect(yard.fileText()).toContain('| Keel | Signed Off |');
  });

  it('whose word can’t become the one for what is signed off, and names the legal moves', async () => {
    const yard = await requested();
    // Not yet where it may be locked from: somebody took it back to work while it was looked at.
    writeFileSync(yard.path, yard.fileText().replace('Ready for Signoff | Ilse', 'In Progress | Ilse'));
    expect(take(await yard.approve(yard.item, yard.rosa.as)).summary).toBe(
      'Signed "Keel" as architecture. It is signed off, not yet written in the file: It says "In Progress", which can\'t become "Signed Off"; from there it may go to: Ready for Signoff, Completed (Doc Baseline).',
    );
    expect(yard.fileText()).toContain('| Keel | In Progress |');
  });
});

describe('the word of an item that waits to be signed off', () => {
  it('stays where it says that it is finished, or can’t move to a review', async () => {
    const yard = await requested(YARD, 'Crane');
    expect(yard.fileText()).toContain('| M2 | Crane | done |');
    const harbour = await requested(HARBOUR, 'Mast');
    expect(harbour.fileText()).toContain('| Mast | Not Started |');
  });

  it('is a person’s again as soon as they change it after the sign-off', async () => {
    const yard = await requested(YARD, 'Slip');
    take(await yard.approve(yard.item, yard.rosa.as));
    yard.clock.forward(60_000);
    take(await setField(yard.engine, yard.trackerId, 'Slip', 'status', 'blocked'));
    await yard.engine.idle();
    expect((await itemNamed(yard.engine, yard.trackerId, 'Slip')).status).toBe('blocked');
    expect(await cellOf(yard, 'Slip')).toEqual({ state: 'left', says: null });
  });
});
