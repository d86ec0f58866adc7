import type { Moment } from '../../../kernel/clock.ts';
import type { FleetFacts } from '../fleet-view.ts';
import { isReady } from './agent-score.ts';

/** The next steady time at which a plan may find more than now without any event; Infinity for none. */
export function nextPlanSteady(state: FleetFacts, at: Moment): number {
  let next = Infinity;
  let hasReady = false;
  const wake = (time: number | null): void => {
    if (time !== null && time > at.steady && time < next) next = time;
  };
  for (const agent of state.agents.values()) {
    if (isReady(agent, at)) hasReady = true;
    else if (agent.state === 'idle' && agent.connected) wake(agent.cooldownUntilSteady);
  }
  if (!hasReady) return next;
  const step = state.settings.fallbackSeconds * 1000;
  for (const task of state.tasks.values()) {
    if (task.status !== 'queued') continue;
    wake(task.notBeforeSteady);
    if (task.spec.work.kind === 'shell' || step === 0) continue;
    const steps = Math.floor(Math.max(0, at.steady - task.waitingSinceSteady) / step) + 1;
    if (steps < state.settings.routes[task.complexity.tier].length)
      wake(task.waitingSinceSteady + steps * step);
  }
  return next;
}
