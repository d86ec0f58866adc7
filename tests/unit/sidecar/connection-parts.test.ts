import { describe, expect, it } from 'vitest';
import { pauseBefore } from '../../../sidecar/connection/backoff.ts';
import { agentsAddress, travelsInClear } from '../../../sidecar/connection/hub-address.ts';
import { refusedUpgrade } from '../../../sidecar/connection/socket-end.ts';

const always = (byte: number) => ({ bytes: (count: number) => new Uint8Array(count).fill(byte) });

describe('the pause before the next try', () => {
  it('lies anywhere up to a bound that doubles from half a second to thirty', () => {
    const longest = [0, 1, 2, 5, 6, 40].map((attempt) => pauseBefore(attempt, always(255), 0));
    expect(longest).toEqual([500, 1000, 2000, 16_000, 30_000, 30_000]);
    expect(pauseBefore(6, always(0), 0)).toBe(0);
  });

  it('is never shorter than what the hub asked for, and a little longer for most', () => {
    expect(pauseBefore(0, always(0), 60_000)).toBe(60_000);
    expect(pauseBefore(0, always(255), 60_000)).toBe(72_500);
  });
});

describe('an answer that is no upgrade', () => {
  it('tells a refused token from a hub that is busy', () => {
    const token = refusedUpgrade({ statusCode: 401, headers: {} }, '');
    expect(token.message).toContain('token');
    expect(token.floorMs).toBe(30_000);
    expect(refusedUpgrade({ statusCode: 429, headers: { 'retry-after': '7' } }, '').floorMs).toBe(7000);
    expect(refusedUpgrade({ statusCode: 429, headers: { 'retry-after': '-1' } }, '').floorMs).toBe(10_000);
    expect(refusedUpgrade({ statusCode: 502, headers: {} }, '').message).toContain('502');
  });
});

it('the address of agents follows from the address of the hub', () => {
  expect(agentsAddress('http://127.0.0.1:4000')).toBe('ws://127.0.0.1:4000/agents');
  expect(agentsAddress('https://hub.example/')).toBe('wss://hub.example/agents');
  expect(agentsAddress('wss://hub.example/deep/agents')).toBe('wss://hub.example/deep/agents');
});

it('knows where a token could be read on its way', () => {
  for (const own of ['ws://127.0.0.1:4000/agents', 'ws://localhost/agents', 'ws://[::1]:4/agents'])
    expect(travelsInClear(own)).toBe(false);
  expect(travelsInClear('wss://hub.example/agents')).toBe(false);
  expect(travelsInClear('ws://hub.example/agents')).toBe(true);
  expect(travelsInClear('ws://127.0.0.1.example/agents')).toBe(true);
});
