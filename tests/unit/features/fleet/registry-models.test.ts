import { describe, expect, test } from 'vitest';
import { RepositoryId } from '../../../../core/kernel/ids.ts';
import {
  checkStaleMs,
  modelsOf,
  newEndpoint,
  readEndpoint,
  shownHealth,
} from '../../../../renderer/features/endpoints/endpoint-model.ts';
import {
  inheritText,
  loadText,
  type Repository,
  urlProblem,
} from '../../../../renderer/features/repositories/repository-model.ts';

describe('an endpoint’s health', () => {
  test('is only known while the check is fresh', () => {
    const look = (age: number, health: 'healthy' | 'unhealthy') =>
      shownHealth({ health, checkedAt: 0, note: '' }, age).mark;
    expect(look(1_000, 'healthy')).toBe('done');
    expect(look(1_000, 'unhealthy')).toBe('blocked');
    expect(look(checkStaleMs + 1, 'healthy')).toBe('stale');
    expect(look(checkStaleMs + 1, 'unhealthy')).toBe('stale');
  });

  test('isn’t known before the first check', () => {
    expect(shownHealth({ health: 'unknown', checkedAt: null, note: '' }, 0).mark).toBe('stale');
  });

  test('says what the endpoint answered', () => {
    expect(shownHealth({ health: 'unhealthy', checkedAt: 0, note: 'connection refused' }, 0).text).toBe(
      'connection refused',
    );
  });
});

describe('an endpoint’s models', () => {
  test('are what it offers when none are named', () => {
    expect(modelsOf({ models: [], offers: ['a', 'b'] })).toEqual({ usable: ['a', 'b'], missing: [] });
  });

  test('that are named but not offered are missing', () => {
    expect(modelsOf({ models: ['b', 'c'], offers: ['a', 'b'] })).toEqual({ usable: ['b'], missing: ['c'] });
  });
});

describe('an endpoint as typed', () => {
  test('is read with its models one a line', () => {
    const { spec } = readEndpoint({ ...newEndpoint, name: ' Cellar ', models: ' m1 \n\nm2\nm1' });
    expect(spec).toMatchObject({ name: 'Cellar', models: ['m1', 'm2'], host: null });
  });

  test('names every field that is wrong', () => {
    const { problems } = readEndpoint({ ...newEndpoint, url: 'ftp://x', tiers: [] });
    expect(Object.keys(problems).toSorted()).toEqual(['name', 'tiers', 'url']);
  });
});

const repository = (name: string, rest: Partial<Repository> = {}): Repository => ({
  id: RepositoryId.parse(`re_${name}`),
  name,
  url: `https://example.org/${name}.git`,
  paused: false,
  rank: 0,
  queued: 0,
  running: 0,
  inherits: false,
  ...rest,
});

describe('repositories', () => {
  test('tell where tasks without one go', () => {
    expect(inheritText([repository('a', { paused: true }), repository('b', { inherits: true })])).toBe(
      'Tasks that name no repository go to b: the first that isn’t paused.',
    );
    expect(inheritText([repository('a', { paused: true })])).toContain('paused');
    expect(inheritText([])).toContain('empty folder');
  });

  test('tell their open tasks', () => {
    expect(loadText(repository('a'))).toBe('no open task');
    expect(loadText(repository('a', { queued: 1, running: 2 }))).toBe('1 task waits, 2 run');
  });

  test('an address without any content isn’t one', () => {
    expect(urlProblem(' ')).toBe('An address is needed.');
    expect(urlProblem('git clone x')).toBe('An address has no spaces.');
    expect(urlProblem('git@example.org:fleet/tools.git')).toBeNull();
  });
});
