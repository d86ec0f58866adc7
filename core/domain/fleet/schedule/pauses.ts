import type { Moment } from '../../../kernel/clock.ts';
import { unreachable } from '../../../kernel/unreachable.ts';
import { LONGEST_WAIT_MS } from '../attempts/later-wait.ts';
import type { Target } from '../routing.ts';
import type { FleetState, Pause } from '../state.ts';
import { isAhead } from './due-times.ts';

interface Pauses {
  readonly pauses: ReadonlyMap<string, readonly Pause[]>;
}

/** What a target calls: a registered endpoint, or the service behind an executor of the agents. Null: nothing. */
function calledBy(target: Target): { readonly called: string; readonly model: string | null } | null {
  switch (target.kind) {
    case 'shell':
      return null;
    case 'ollama':
    case 'openai':
      return { called: target.endpointId, model: target.model };
    case 'messages-api':
      return { called: target.kind, model: target.model };
    case 'command':
      return { called: `command ${target.profile}`, model: target.model };
    default:
      return unreachable(target);
  }
}

/** What keeps a target from being called now; null where nothing does. */
export function pauseOf(state: Pauses, target: Target, at: Moment): Pause | null {
  const call = state.pauses.size === 0 ? null : calledBy(target);
  return call === null ? null : modelPause(state, call.called, call.model, at);
}

/** The same for a model of an endpoint. */
export function modelPause(
  { pauses }: Pauses,
  called: string,
  model: string | null,
  at: Moment,
): Pause | null {
  return longest(
    (pauses.get(called) ?? []).filter((pause) => pause.model === null || pause.model === model),
    at,
  );
}

/** The longest of what an endpoint asked for, for any of its models. */
export const endpointPause = ({ pauses }: Pauses, endpointId: string, at: Moment): Pause | null =>
  longest(pauses.get(endpointId) ?? [], at);

/** A target's server asked us to try again later. Of two answers the later time counts. */
export function pauseTarget(
  { pauses }: Pick<FleetState, 'pauses'>,
  target: Target,
  wait: { readonly allModels: boolean; readonly waitMs: number; readonly reason: string },
  at: Moment,
): void {
  const call = calledBy(target);
  if (call === null || wait.waitMs <= 0) return;
  const ms = Math.min(wait.waitMs, LONGEST_WAIT_MS);
  const model = wait.allModels ? null : call.model;
  const untilSteady = at.steady + ms;
  const before = (pauses.get(call.called) ?? []).filter((pause) => isAhead(pause.untilSteady, at));
  const same = before.find((pause) => pause.model === model);
  if (same !== undefined && same.untilSteady >= untilSteady) return;
  const fresh = { model, untilSteady, until: at.wall + ms, reason: wait.reason };
  pauses.set(call.called, [...before.filter((pause) => pause !== same), fresh]);
}

const longest = (pauses: readonly Pause[], at: Moment): Pause | null =>
  pauses
    .filter(({ untilSteady }) => isAhead(untilSteady, at))
    .toSorted((a, b) => b.untilSteady - a.untilSteady)[0] ?? null;
