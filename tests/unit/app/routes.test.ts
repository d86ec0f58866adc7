import { createElement } from 'react';
import { describe, expect, test } from 'vitest';
import { findRoute, nearbyRoutes } from '../../../renderer/app/find-route.ts';
import { covers, currentMark, railLinks } from '../../../renderer/app/rail/rail-model.ts';
import type { Feature } from '../../../renderer/ui/frame/feature.ts';
import { buildPath, matchPath } from '../../../renderer/ui/frame/route-path.ts';

const screen = (path: string) => ({ path, title: path, element: createElement('i') });
const feature = (id: string, paths: readonly string[], rail?: Feature['rail']): Feature => ({
  id,
  title: id,
  routes: paths.map(screen),
  commands: [],
  ...(rail === undefined ? {} : { rail }),
});

const features = [
  feature('trackers', ['/trackers', '/trackers/:tracker', '/trackers/new'], {
    label: 'Trackers',
    goKey: 't',
    order: 20,
    section: 'areas',
    mark: 'list',
  }),
  feature('bridge', ['/'], { label: 'Bridge', goKey: 'b', order: 10, section: 'areas', mark: 'helm' }),
  feature('search', ['/search']),
];

describe('addresses', () => {
  test('a pattern gives its decoded parameters', () => {
    expect(matchPath('/trackers/:tracker', '/trackers/tr_a%20b')).toEqual({ tracker: 'tr_a b' });
    expect(matchPath('/trackers/:tracker', '/trackers')).toBeNull();
    expect(matchPath('/', '/')).toEqual({});
  });

  test('a stray percent sign in a typed address is taken as it stands', () => {
    expect(matchPath('/trackers/:tracker', '/trackers/50%')).toEqual({ tracker: '50%' });
  });

  test('building and matching are inverse, and empty query values are left out', () => {
    const path = buildPath('/trackers/:tracker', { tracker: 'tr_ä/x' }, { item: 'it_1', tab: null, q: '' });
    expect(path).toBe('/trackers/tr_%C3%A4%2Fx?item=it_1');
    expect(matchPath('/trackers/:tracker', path.split('?')[0] ?? '')).toEqual({ tracker: 'tr_ä/x' });
  });

  test('a literal path wins over a parameter', () => {
    expect(findRoute(features, '/trackers/new').route.pattern).toBe('/trackers/new');
    expect(findRoute(features, '/trackers/tr_1?item=it_2').route.query.get('item')).toBe('it_2');
  });

  test('an unknown address has no screen, and known ones that begin alike are offered', () => {
    expect(findRoute(features, '/serach').screen).toBeNull();
    expect(nearbyRoutes(features, '/sea').map((one) => one.path)).toEqual(['/search']);
    expect(nearbyRoutes(features, '/zzz').map((one) => one.path)).toEqual(['/trackers', '/', '/search']);
  });
});

describe('the rail', () => {
  test('lists the areas in their order, each leading to its first screen', () => {
    expect(railLinks(features, 'areas').map((link) => [link.label, link.path])).toEqual([
      ['Bridge', '/'],
      ['Trackers', '/trackers'],
    ]);
  });

  test('marks the entry that covers the address, and the Bridge only at home', () => {
    expect(covers('/trackers', '/trackers/tr_1')).toBe(true);
    expect(covers('/trackers', '/trackersandmore')).toBe(false);
    expect(covers('/', '/trackers')).toBe(false);
    expect(currentMark('/trackers', '/trackers')).toBe('page');
    expect(currentMark('/trackers', '/trackers/tr_1')).toBe('true');
    expect(currentMark('/trackers', '/findings')).toBeUndefined();
  });
});
