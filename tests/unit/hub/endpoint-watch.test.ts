import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { EndpointSpec } from '../../../core/domain/fleet/routing.ts';
import { defaultFleetSettings } from '../../../core/domain/fleet/settings.ts';
import { EndpointId } from '../../../core/kernel/ids.ts';
import { ok } from '../../../core/kernel/result.ts';
import type { ProbeResult } from '../../../main/engine/hub/endpoints/endpoint-probe.ts';
import { createEndpointWatch } from '../../../main/engine/hub/endpoints/endpoint-watch.ts';
import { emptyState } from '../../support/fleet/empty-state.ts';

const good: ProbeResult = { ok: true, models: ['small:1b'], note: '' };
const bad: ProbeResult = { ok: false, busy: false, note: 'It could not be reached (ECONNREFUSED).' };
const busy: ProbeResult = { ok: false, busy: true, note: 'It answers 503 to /v1/models.' };

/** A watch over endpoints that answer what a test says, and what it told the fleet. */
function watched(count: number, answer: () => Promise<ProbeResult>) {
  const state = emptyState(defaultFleetSettings);
  for (let index = 1; index <= count; index += 1) {
    const id = EndpointId.parse(`en_${index}`);
    const spec = EndpointSpec.parse({
      name: `E${index}`,
      kind: 'ollama',
      url: `http://e${index}.test`,
      tiers: ['trivial'],
    });
    state.endpoints.set(id, {
      id,
      spec,
      health: 'unknown',
      models: [],
      note: '',
      checkedAt: null,
      probedAt: null,
      load: 0,
    });
  }
  const reported: string[] = [];
  const endpointProbed: string[] = [];
  let confirmed = 0;
  let probes = 0;
  let atOnce = 0;
  let most = 0;
  const watch = createEndpointWatch({
    fleet: {
      now: state,
      run: async (command) => {
        if (command.type === 'endpoint.check') {
          reported.push(`${command.endpointId} ${command.health}`);
          const endpoint = state.endpoints.get(command.endpointId);
          if (endpoint !== undefined)
            Object.assign(endpoint, { health: command.health, models: command.models, note: command.note });
        }
        return ok([]);
      },
      onEvents: () => () => undefined,
      endpointProbed: (endpointId) => endpointProbed.push(endpointId),
    },
    confirmed: () => {
      confirmed += 1;
    },
    log: { warn: () => undefined },
    probe: async () => {
      probes += 1;
      atOnce += 1;
      most = Math.max(most, atOnce);
      const given = await answer();
      atOnce -= 1;
      return given;
    },
  });
  onTestFinished(() => watch.close());
  return {
    watch,
    state,
    told: reported,
    looked: endpointProbed,
    confirmed: () => confirmed,
    probes: () => probes,
    most: () => most,
  };
}
const first = EndpointId.parse('en_1');

describe('watching endpoints', () => {
  it('tells the fleet what it found, and nothing when nothing changed', async () => {
    const { watch, told: reported } = watched(1, async () => good);
    expect(await watch.check(first)).toEqual({ health: 'healthy', note: '' });
    await watch.check(first);
    expect(reported).toEqual(['en_1 healthy']);
  });

  it('tells when it looked and found what is known, but not of a failure it forgives', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let answer: ProbeResult = good;
    const { looked: endpointProbed, confirmed } = watched(1, async () => answer);
    const round = () => vi.advanceTimersByTimeAsync(30_000);
    await round();
    expect([endpointProbed, confirmed()]).toEqual([['en_1'], 1]);
    answer = bad;
    await round();
    expect([endpointProbed, confirmed()]).toEqual([['en_1'], 1]);
    answer = good;
    await round();
    expect([endpointProbed, confirmed()]).toEqual([['en_1', 'en_1'], 2]);
  });

  it('says on demand how it is now', async () => {
    let answer: ProbeResult = good;
    const { watch, told: reported } = watched(1, async () => answer);
    await watch.check(first);
    answer = bad;
    expect(await watch.check(first)).toEqual({ health: 'unhealthy', note: bad.note });
    expect(reported).toEqual(['en_1 healthy', 'en_1 unhealthy']);
  });

  it('forgives one failure in its rounds, and not a second in a row', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let answer: ProbeResult = good;
    const { told: reported } = watched(1, async () => answer);
    const round = () => vi.advanceTimersByTimeAsync(30_000);
    await round();
    answer = bad;
    await round();
    expect(reported).toEqual(['en_1 healthy']);
    await round();
    await round();
    expect(reported).toEqual(['en_1 healthy', 'en_1 unhealthy']);
    answer = good;
    await round();
    expect(reported.at(-1)).toBe('en_1 healthy');
  });

  it('lets one that is there and answers nothing load its model for twenty minutes, and says so', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let answer: ProbeResult = good;
    const { watch, state } = watched(1, async () => answer);
    const now = () => state.endpoints.get(first);
    const round = () => vi.advanceTimersByTimeAsync(30_000);
    await round();
    answer = busy;
    for (let minute = 0; minute < 38; minute += 1) await round();
    expect(now()).toMatchObject({ health: 'healthy', models: good.models, note: busy.note });
    expect(await watch.check(first)).toEqual({ health: 'healthy', note: busy.note });
    await round();
    await round();
    expect(now()).toMatchObject({ health: 'unhealthy', models: [] });
    answer = good;
    await round();
    expect(now()).toMatchObject({ health: 'healthy', models: good.models });
  });

  it('does not take one for healthy that never answered', async () => {
    const { watch } = watched(1, async () => busy);
    expect(await watch.check(first)).toEqual({ health: 'unhealthy', note: busy.note });
  });

  it('asks four of them at once at most', async () => {
    const release: (() => void)[] = [];
    const { watch, probes, most } = watched(10, async () => {
      await new Promise<void>((resolve) => release.push(resolve));
      return good;
    });
    while (probes() < 10 || release.length > 0) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(most()).toBeLessThanOrEqual(4);
      for (const go of release.splice(0)) go();
    }
    await watch.close();
    expect([probes(), most()]).toEqual([10, 4]);
  });

  it('knows nothing of an endpoint there is none of', async () => {
    const { watch } = watched(0, async () => good);
    expect(await watch.check(first)).toBeNull();
  });
});
