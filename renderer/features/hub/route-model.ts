import type { RouteKind } from '../../../core/domain/fleet/routing.ts';

export const routeLabels: Readonly<Record<RouteKind, string>> = {
  ollama: 'Ollama endpoint',
  openai: 'OpenAI-compatible endpoint',
  command: 'Command-line agent',
  'messages-api': 'Messages API',
};

/** The chain with one kind a place earlier (-1) or later (1); at an edge as it was. */
export function moveRoute(chain: readonly RouteKind[], kind: RouteKind, by: -1 | 1): readonly RouteKind[] {
  const at = chain.indexOf(kind);
  const to = at + by;
  const other = chain[to];
  if (at < 0 || other === undefined) return chain;
  return chain.map((each, index) => (index === at ? other : index === to ? kind : each));
}
