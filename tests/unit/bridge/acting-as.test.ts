import { afterEach, expect, test, vi } from 'vitest';
import type { ContractClient } from '../../../core/contract/index.ts';
import { ActorId } from '../../../core/kernel/ids.ts';
import { actAs, actingAs, forgetActingAs } from '../../../renderer/bridge/acting-as.ts';
import { setClient } from '../../../renderer/bridge/client.ts';

afterEach(() => vi.unstubAllGlobals());

const bea = ActorId.parse('ac_bea');

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test('a window goes on as the person it acted as after a reload, until the workspace does not know them', async () => {
  const client: ContractClient = {
    call: async () => JSON.parse('{"ok":true,"value":{}}'),
    watch: () => () => {},
    close: () => {},
  };
  setClient(client);
  vi.stubGlobal('sessionStorage', storage());
  expect(actingAs()).toBeNull();
  await actAs(bea, 'four odd words here');
  expect(actingAs()).toBe(bea);
  forgetActingAs();
  expect(actingAs()).toBeNull();
});
