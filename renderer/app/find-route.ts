import type { Feature, FeatureRoute } from '../ui/frame/feature.ts';
import type { Route } from '../ui/frame/navigation.tsx';
import { matchPath } from '../ui/frame/route-path.ts';

export interface FoundRoute {
  readonly route: Route;
  readonly screen: FeatureRoute | null;
  readonly feature: Feature | null;
}

/** Literal segments win over parameters, whatever the order of the features. */
const wildness = (pattern: string) => pattern.split(':').length;

/** The screen an address shows; `screen` is null when no feature knows it. */
export function findRoute(features: readonly Feature[], address: string): FoundRoute {
  const url = new URL(address, 'http://app');
  const candidates = features
    .flatMap((feature) => feature.routes.map((screen) => ({ feature, screen })))
    .toSorted((a, b) => wildness(a.screen.path) - wildness(b.screen.path));
  for (const { feature, screen } of candidates) {
    const params = matchPath(screen.path, url.pathname);
    if (params === null) continue;
    const route = { pattern: screen.path, path: url.pathname, params, query: url.searchParams };
    return { route, screen, feature };
  }
  return {
    route: { pattern: '', path: url.pathname, params: {}, query: url.searchParams },
    screen: null,
    feature: null,
  };
}

/** Known addresses that look like a mistyped one: same first letters, shortest first. */
export function nearbyRoutes(features: readonly Feature[], path: string): readonly FeatureRoute[] {
  const start = path.replace(/^\/+/, '').slice(0, 3).toLowerCase();
  const open = features.flatMap((feature) => feature.routes).filter((screen) => !screen.path.includes(':'));
  const near = open.filter((screen) => start !== '' && screen.path.slice(1).toLowerCase().startsWith(start));
  return near.length > 0 ? near : open.filter((screen) => screen.path.split('/').length === 2).slice(0, 6);
}
