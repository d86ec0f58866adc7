import { describe, expect, test } from 'vitest';
import { defaultFleetSettings, FleetSettings } from '../../../../core/domain/fleet/settings.ts';
import { limitsText, readLimits } from '../../../../renderer/features/hub/limits-model.ts';
import {
  draftOf,
  isLoopback,
  readListen,
  sameListen,
} from '../../../../renderer/features/hub/listen-model.ts';
import { readTimings, timings } from '../../../../renderer/features/hub/timing-list.ts';

const here = { enabled: true, host: '127.0.0.1', port: 0, certificateFile: null, keyFile: null };

describe('timings', () => {
  test('every number of the settings is there to be changed', () => {
    const numbers = Object.entries(defaultFleetSettings).flatMap(([key, value]) =>
      typeof value === 'number' ? [key] : [],
    );
    expect(timings.map(({ key }): string => key).toSorted()).toEqual(numbers.toSorted());
  });

  test('only what changed is sent', () => {
    const read = readTimings({ acceptSeconds: '60', stuckMinutes: '20' }, defaultFleetSettings);
    expect(read).toEqual({ problems: {}, changes: { stuckMinutes: 20 }, sendable: true });
  });

  test('a number out of its bounds says which', () => {
    const read = readTimings({ acceptSeconds: '4', stuckMinutes: '1441' }, defaultFleetSettings);
    expect(read.problems).toEqual({ acceptSeconds: 'At least 5 s.', stuckMinutes: 'At most 1440 min.' });
    expect(read.sendable).toBe(false);
  });

  test('what isn’t a whole number is told apart', () => {
    expect(readTimings({ acceptSeconds: '' }, defaultFleetSettings).problems.acceptSeconds).toBe(
      'A number is needed.',
    );
    expect(readTimings({ acceptSeconds: 'ten' }, defaultFleetSettings).problems.acceptSeconds).toBe(
      'Digits only.',
    );
    expect(readTimings({ acceptSeconds: '7.5' }, defaultFleetSettings).problems.acceptSeconds).toBe(
      'A whole number is needed.',
    );
  });

  test('silence must be longer than a heartbeat', () => {
    const settings = FleetSettings.parse({ heartbeatSeconds: 10, silentSeconds: 45 });
    expect(readTimings({ heartbeatSeconds: '60' }, settings).problems.silentSeconds).toContain(
      'at least 120 s',
    );
    expect(readTimings({ silentSeconds: '15' }, settings).problems.silentSeconds).toContain('at least 20 s');
    expect(readTimings({ heartbeatSeconds: '60', silentSeconds: '200' }, settings).sendable).toBe(true);
  });
});

describe('where the hub listens', () => {
  test('this machine needs no certificate', () => {
    expect(readListen({ ...draftOf(here), port: '4650' }).listen).toEqual({
      host: '127.0.0.1',
      port: 4650,
      certificateFile: null,
      keyFile: null,
    });
  });

  test('the network needs a certificate and its key', () => {
    const read = readListen({ ...draftOf(here), network: true, certificateFile: 'hub.pem' });
    expect(read.listen).toBeNull();
    expect(Object.keys(read.problems).toSorted()).toEqual(['certificateFile', 'keyFile']);
  });

  test('a port is a port', () => {
    for (const port of ['', '-1', '65536', '80.5', 'http']) {
      expect(readListen({ ...draftOf(here), port }).problems.port).toContain('65,535');
    }
  });

  test('the names of this machine are the same place', () => {
    expect(isLoopback('LOCALHOST')).toBe(true);
    expect(sameListen(here, { host: 'localhost', port: 0, certificateFile: null, keyFile: null })).toBe(true);
    expect(sameListen(here, { host: '0.0.0.0', port: 0, certificateFile: null, keyFile: null })).toBe(false);
  });
});

describe('rate limits', () => {
  test('are whole numbers within bounds', () => {
    expect(readLimits({ light: '600', normal: '120', heavy: '20' }).limits).toEqual({
      light: 600,
      normal: 120,
      heavy: 20,
    });
    expect(readLimits({ light: '0', normal: '1000001', heavy: 'x' })).toEqual({
      limits: null,
      problems: {
        light: 'At least 1 per minute.',
        normal: 'At most 1000000 per minute.',
        heavy: 'Digits only.',
      },
    });
  });

  test('are said in one line', () => {
    expect(limitsText({ light: 1200, normal: 120, heavy: 20 })).toBe('1,200 / 120 / 20 a minute');
  });
});
