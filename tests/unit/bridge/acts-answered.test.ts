import { afterEach, expect, test, vi } from 'vitest';
import type { ContractClient } from '../../../core/contract/index.ts';
import { TrackerId } from '../../../core/kernel/ids.ts';
import { actsAnswered, call, setClient } from '../../../renderer/bridge/client.ts';
import { ownSteps } from '../../../renderer/bridge/own-steps.ts';

afterEach(() => vi.unstubAllGlobals());

test('an edit that is still under way is waited for before anything is undone, and its step is known then', async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  let answer = (): void => {};
  const client: ContractClient = {
    call: () =>
      new Promise((resolve) => {
        answer = () => resolve(JSON.parse('{"ok":true,"value":{"step":7}}'));
      }),
    watch: () => () => {},
    close: () => {},
  };
  setClient(client);
  await actsAnswered();
  const edit = call('trackers.edit', {
    trackerId: TrackerId.parse('tr_one'),
    edits: [],
    log: null,
    actorId: null,
  });
  let isAnswered = false;
  const waiting = actsAnswered().then(() => {
    isAnswered = true;
    return undefined;
  });
  await Promise.resolve();
  expect(isAnswered).toBe(false);
  answer();
  await waiting;
  expect(ownSteps().steps).toEqual([7]);
  await edit;
});
