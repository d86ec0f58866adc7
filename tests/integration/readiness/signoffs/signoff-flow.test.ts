import { describe, expect, it } from 'vitest';
import { context, setField, take, testClock, write } from '../../engine/test-engine.ts';
import { signoffEngine, YARD } from './signoff-engine.ts';

const DAY_MS = 86_400_000;

describe('the sequence of a sign-off', () => {
  it('goes from a request with evidence through a second person to the word in the file', async () => {
    const yard = await signoffEngine();
    const keel = await yard.itemId('Keel');
    const rosa = await yard.person('Rosa');
    expect(await yard.request(keel)).toMatchObject({ error: { code: 'signoff.evidence-needed' } });
    await yard.prove(keel);
    expect(take(await yard.request(keel)).summary).toBe('"Keel" waits to be signed off as architecture.');
    expect(yard.fileText()).toContain('| Keel | Ready for Signoff |');
    expect(await yard.page(keel, rosa.as)).toMatchObject({
      state: 'requested',
      mine: ['architecture'],
      reviews: [{ role: 'architecture', whyNot: null }],
    });
    clockOn(yard);
    expect(take(await yard.approve(keel, rosa.as))).toMatchObject({
      state: 'signed',
      summary: 'Signed "Keel" as architecture. It is signed off, and its status says "Signed Off".',
    });
    expect(yard.fileText()).toContain('| Keel | Signed Off | Ilse | 2026-12-01 | Laid in oak |');
    expect(await yard.page(keel)).toMatchObject({
      state: 'signed',
      because: [],
      cell: { state: 'written' },
      statements: [{ counts: true, fault: null, signed: { by: 'Rosa' } }],
    });
  });

  it('counts when the clock was a day ahead in between', async () => {
    const clock = testClock();
    let ahead = 0;
    const yard = await signoffEngine({ clock: { now: () => clock.now() + ahead } });
    const rosa = await yard.person('Rosa');
    const keel = await yard.itemId('Keel');
    await yard.prove(keel);
    take(await yard.request(keel));
    clock.forward(1000);
    ahead = DAY_MS;
    await yard.prove(await yard.itemId('Mast'));
    ahead = 0;
    expect(take(await yard.approve(keel, rosa.as))).toMatchObject({ state: 'signed' });
  });

  it('takes no signature that would not count, as when the clock was a day ahead for the request alone', async () => {
    const clock = testClock();
    let ahead = 0;
    const yard = await signoffEngine({ clock: { now: () => clock.now() + ahead } });
    const rosa = await yard.person('Rosa');
    const keel = await yard.itemId('Keel');
    await yard.prove(keel);
    ahead = DAY_MS;
    take(await yard.request(keel));
    ahead = 0;
    expect(await yard.approve(keel, rosa.as)).toMatchObject({ error: { code: 'signoff.not-counting' } });
    expect((await yard.page(keel)).statements).toEqual([]);
    take(await yard.withdraw(keel, context, 'request'));
    take(await yard.request(keel));
    expect(take(await yard.approve(keel, rosa.as))).toMatchObject({ state: 'signed' });
  });

  it('refuses who asked, whoever does not hold the role, and a role that nobody asked for', async () => {
    const yard = await signoffEngine();
    const keel = await yard.itemId('Keel');
    const rosa = await yard.person('Rosa');
    const jon = await yard.person('Jon');
    take(
      await yard.calls['signoffs.setPolicy'](
        {
          policy: {
            roles: [{ id: 'security', title: 'Security', holders: [rosa.id] }],
            required: ['security'],
            ownRequests: false,
            evidence: { atLeast: 0, tier: 'claimed' },
          },
        },
        context,
      ),
    );
    expect(await yard.request(keel, ['architecture'])).toMatchObject({ error: { code: 'signoff.no-role' } });
    take(await yard.request(keel, [], rosa.as));
    expect(await yard.approve(keel, rosa.as)).toMatchObject({ error: { code: 'signoff.own-request' } });
    expect(await yard.approve(keel, jon.as)).toMatchObject({ error: { code: 'signoff.not-a-holder' } });
    expect(await yard.approve(keel, jon.as, 'operations')).toMatchObject({
      error: { code: 'signoff.no-role' },
    });
    expect(await yard.request(keel)).toMatchObject({ error: { code: 'signoff.open' } });
    expect((await yard.page(keel)).statements).toEqual([]);
  });

  it('returns with gaps, which have to be closed before it is asked for again', async () => {
    const yard = await signoffEngine();
    const keel = await yard.itemId('Keel');
    const rosa = await yard.person('Rosa');
    await yard.prove(keel);
    take(await yard.request(keel));
    const { gapIds } = take(await yard.giveBack(keel, rosa.as, ['No survey', 'Which oak?']));
    expect(await yard.page(keel)).toMatchObject({ state: 'returned', openGaps: 2 });
    expect((await yard.page(keel)).because.toSorted()).toEqual([
      'Rosa (architecture) found missing: No survey',
      'Rosa (architecture) found missing: Which oak?',
    ]);
    expect(await yard.approve(keel, rosa.as)).toMatchObject({ error: { code: 'signoff.not-open' } });
    expect(await yard.request(keel)).toMatchObject({ error: { code: 'signoff.open-gaps' } });
    for (const gapId of gapIds)
      take(await yard.calls['signoffs.closeGap']({ gapId, note: 'Surveyed on Monday' }, context));
    const [one] = gapIds;
    if (one === undefined) throw new Error('no gap');
    expect(await yard.calls['signoffs.closeGap']({ gapId: one, note: '' }, context)).toMatchObject({
      error: { code: 'gap.settled' },
    });
    take(await yard.calls['signoffs.reopenGap']({ gapId: one }, context));
    expect(await yard.request(keel)).toMatchObject({ error: { code: 'signoff.open-gaps' } });
    take(await yard.calls['signoffs.closeGap']({ gapId: one, note: 'Now really' }, context));
    clockOn(yard);
    take(await yard.request(keel));
    expect(await yard.page(keel)).toMatchObject({ state: 'requested' });
    const gaps = await yard.views['signoffs.gaps'].read({ trackerId: null, itemId: keel, open: null });
    expect(gaps).toMatchObject({ extra: { total: 2, open: 0 } });
    expect(gaps.rows.map(({ closed }) => closed?.note ?? '').toSorted()).toEqual([
      'Now really',
      'Surveyed on Monday',
    ]);
  });

  it('waits for every role that was asked for', async () => {
    const yard = await signoffEngine();
    const keel = await yard.itemId('Keel');
    const rosa = await yard.person('Rosa');
    const jon = await yard.person('Jon');
    await yard.prove(keel);
    take(await yard.request(keel, ['security', 'operations']));
    expect(await yard.approve(keel, rosa.as)).toMatchObject({ error: { code: 'signoff.role-needed' } });
    expect(take(await yard.approve(keel, rosa.as, 'security'))).toMatchObject({
      state: 'requested',
      summary: 'Signed "Keel" as security. Still to be signed: operations.',
    });
    expect(yard.fileText()).toContain('| Keel | Ready for Signoff |');
    expect(await yard.approve(keel, jon.as, 'security')).toMatchObject({
      error: { code: 'signoff.role-signed' },
    });
    expect(take(await yard.approve(keel, jon.as))).toMatchObject({ state: 'signed', role: 'operations' });
    expect(yard.fileText()).toContain('| Keel | Signed Off |');
  });

  it('needs sub-tasks to be done or dropped', async () => {
    const yard = await signoffEngine({
      text: '# Plan\n\n- [ ] Boat\n  - [ ] Hull\n  - [x] Sail\n',
    });
    const boat = await yard.itemId('Boat');
    await yard.prove(boat);
    const refused = await yard.request(boat);
    expect(refused).toMatchObject({ error: { code: 'signoff.open-tasks' } });
    expect(refused.ok ? '' : refused.error.message).toContain('Hull');
    take(await setField(yard.engine, yard.trackerId, 'Hull', 'check', 'true'));
    take(await yard.request(boat));
    const rosa = await yard.person('Rosa');
    take(await yard.approve(boat, rosa.as));
    expect(yard.fileText()).toContain('- [x] Boat');
  });

  it('writes the word for what is done where the vocabulary has none for what is locked', async () => {
    const yard = await signoffEngine({ text: YARD });
    const slip = await yard.itemId('Slip');
    const rosa = await yard.person('Rosa');
    await yard.prove(slip);
    take(await yard.request(slip));
    take(await yard.approve(slip, rosa.as));
    expect(yard.fileText()).toContain('| M1 | Slip | done | Ilse | Greased |');
  });
});

describe('a sign-off whose item or evidence changed', () => {
  it('is stale and says what it was; it is new again when that is put back', async () => {
    const yard = await signed();
    take(await setField(yard.engine, yard.trackerId, 'Keel', 'notes', 'Laid in pine'));
    expect(await yard.page(yard.keel)).toMatchObject({
      state: 'stale',
      because: ['Its notes say "Laid in pine" now and said "Laid in oak".'],
      differences: { fields: [{ field: 'notes', before: 'Laid in oak', after: 'Laid in pine' }] },
    });
    take(await setField(yard.engine, yard.trackerId, 'Keel', 'notes', 'Laid in oak'));
    expect(await yard.page(yard.keel)).toMatchObject({ state: 'signed' });
  });

  it('is stale when evidence is withdrawn, added or says something else', async () => {
    const yard = await signed();
    const { evidenceId } = yard.evidence;
    take(await yard.calls['evidence.withdraw']({ evidenceId }, context));
    expect(await yard.page(yard.keel)).toMatchObject({
      state: 'stale',
      because: ['docs/keel.md was withdrawn as evidence.'],
    });
    take(await yard.calls['evidence.restore']({ evidenceId }, context));
    write(`${yard.folder}/yard/docs/keel.md`, '# Keel\n\nIt is bent.\n');
    yard.clock.forward(60_000);
    await yard.calls['evidence.verify']({ what: { of: 'items', ids: [yard.keel] } }, context);
    expect(await yard.page(yard.keel)).toMatchObject({
      state: 'stale',
      because: ['docs/keel.md says something else now.'],
    });
  });

  it('shows the reviewer what changed since the last sign-off when it is asked for again', async () => {
    const yard = await signed();
    take(await setField(yard.engine, yard.trackerId, 'Keel', 'owner', 'Nora'));
    yard.clock.forward(60_000);
    take(await yard.request(yard.keel));
    expect(await yard.page(yard.keel, yard.rosa.as)).toMatchObject({
      state: 'requested',
      sinceLast: { by: 'Rosa', fields: [{ field: 'owner', before: 'Ilse', after: 'Nora' }] },
    });
  });
});

describe('taking back', () => {
  it('a signature leaves the history, and the reviewer may sign again', async () => {
    const yard = await signed();
    take(await yard.withdraw(yard.keel, yard.rosa.as));
    expect(await yard.page(yard.keel)).toMatchObject({
      state: 'withdrawn',
      because: ['Rosa withdrew the signature as architecture.'],
      statements: [{ counts: false, takenBack: { by: 'Rosa' } }],
    });
    yard.clock.forward(60_000);
    take(await yard.approve(yard.keel, yard.rosa.as));
    expect(await yard.page(yard.keel)).toMatchObject({ state: 'signed' });
  });

  it('a request before anybody signed leaves nothing asked for; after that it is withdrawn', async () => {
    const yard = await signed();
    const mast = await yard.itemId('Mast');
    await yard.prove(mast);
    take(await yard.request(mast));
    take(await yard.withdraw(mast, context));
    expect(await yard.page(mast)).toMatchObject({ state: 'none', requestId: null });
    take(await yard.withdraw(yard.keel, context, 'request'));
    expect(await yard.page(yard.keel)).toMatchObject({ state: 'withdrawn' });
    expect(await yard.withdraw(yard.keel, context)).toMatchObject({
      error: { code: 'signoff.nothing-to-withdraw' },
    });
  });
});

describe('the lists', () => {
  it('tell each person what waits for them', async () => {
    const yard = await signoffEngine();
    const keel = await yard.itemId('Keel');
    const rosa = await yard.person('Rosa');
    await yard.prove(keel);
    take(await yard.request(keel));
    expect(await yard.views['signoffs.inbox'].read({}, rosa.as.session)).toMatchObject({
      rows: [{ itemTitle: 'Keel', mine: ['architecture'] }],
      extra: { waiting: 1 },
    });
    expect(await yard.views['signoffs.inbox'].read({})).toMatchObject({ rows: [], extra: { waiting: 0 } });
    expect(await yard.list({ words: 'mast' })).toMatchObject({ rows: [], extra: { total: 0 } });
    expect(await yard.list({ state: 'requested', words: 'keel' })).toMatchObject({ extra: { total: 1 } });
  });
});

function clockOn({ clock }: { readonly clock: { forward(ms: number): void } }): void {
  clock.forward(60_000);
}

async function signed() {
  const yard = await signoffEngine();
  const keel = await yard.itemId('Keel');
  const rosa = await yard.person('Rosa');
  const evidence = await yard.prove(keel);
  take(await yard.request(keel));
  yard.clock.forward(60_000);
  take(await yard.approve(keel, rosa.as));
  return { ...yard, keel, rosa, evidence };
}
