import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../engine/support-folder.ts';
import { context, importOne, openEngine, setField, take, testClock, write } from '../engine/test-engine.ts';

const plan = (roof: string) => `# House

## Milestones

| ID | Name | Status |
|----|------|--------|
| M1 | Door | done |
| M2 | Roof | ${roof} |
`;

const gate = (title: string) => `gate: house
title: ${title}
criteria:
  - id: built
    title: All of it is built
    items:
      tracker: House
`;

async function opened() {
  const folder = temporaryFolder();
  const clock = testClock();
  const path = write(join(folder, 'house', 'plan.md'), plan('done'));
  const engine = await openEngine({ folder, clock });
  const trackerId = await importOne(engine, path);
  const { calls, views } = engine.handlers;
  const save = async (title: string) => {
    clock.forward(1000);
    return take(await calls['gates.save']({ text: gate(title) }, context));
  };
  const run = async () => {
    clock.forward(1000);
    const input = { gateId: 'house', commit: null, environment: null, verify: false };
    return take(await calls['gates.run'](input, context)).report;
  };
  const needs = async () => {
    await views['gates.list'].read({});
    const { rows } = await views['bridge.needs'].read({});
    return rows.filter(({ kind }) => kind === 'gate').map(({ title, detail }) => `${title}: ${detail}`);
  };
  const setRoof = async (value: string) => {
    clock.forward(60_000);
    take(await setField(engine, trackerId, 'Roof', 'status', value));
  };
  return { calls, save, run, needs, setRoof };
}

describe('the versions of a gate', () => {
  it('are what people saved and removed, the newest first, each with its text', async () => {
    const { calls, save } = await opened();
    await save('House');
    await save('The house');
    take(await calls['gates.remove']({ gateId: 'house' }, context));
    const versions = take(await calls['gates.versions']({ gateId: 'house' }, context));
    expect(versions.map(({ text }) => text)).toEqual([null, gate('The house'), gate('House')]);
    const [removed, second, first] = versions.map(({ version }) => version);
    expect(removed).toBeNull();
    expect(second).not.toBe(first);
    expect(new Set(versions.map(({ by }) => by)).size).toBe(1);
  });
});

describe('what a gate needs of a person', () => {
  it('is nothing while it says what it said, and told once it would say no-go or says so', async () => {
    const { save, run, needs, setRoof } = await opened();
    await save('House');
    expect((await run()).decision).toBe('go');
    await expect.poll(needs).toEqual([]);
    await setRoof('blocked');
    await expect
      .poll(needs)
      .toEqual(['House: it said go, and would say no-go now: 1 of 1 criterion not met']);
    expect((await run()).decision).toBe('no-go');
    await expect.poll(needs).toEqual(['House: turned to no-go: 1 of 1 criterion not met']);
    await run();
    await expect.poll(needs).toEqual([]);
  });

  it('is nothing of a gate that somebody removed', async () => {
    const { calls, save, run, needs, setRoof } = await opened();
    await save('House');
    await run();
    await setRoof('blocked');
    await run();
    take(await calls['gates.remove']({ gateId: 'house' }, context));
    await expect.poll(needs).toEqual([]);
  });

  it('names the items that a report traces to, also those that are gone', async () => {
    const { calls, save, run } = await opened();
    await save('House');
    const { checks } = await run();
    const traced = take(await calls['gates.items']({ itemIds: checks[0]?.items ?? [] }, context));
    expect(traced.map(({ itemTitle, itemGone }) => `${itemTitle}${itemGone ? ' (gone)' : ''}`)).toEqual([
      'Door',
      'Roof',
    ]);
  });
});
