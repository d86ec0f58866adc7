import { describe, expect, test } from 'vitest';
import { AgentState } from '../../../core/domain/fleet/agents/agent.ts';
import {
  agentLabel,
  agentMark,
  agentStates,
  offlineText,
} from '../../../renderer/domains/fleet/agent-labels.ts';

describe('how an agent’s state is said', () => {
  test('every state has its place in the order', () => {
    expect([...agentStates].toSorted()).toEqual([...AgentState.options].toSorted());
  });

  test.each(AgentState.exclude(['offline']).options)(
    '%s is never drawn as known once it is stale',
    (state) => {
      expect(agentMark({ state, stale: true })).toBe('stale');
      expect(agentLabel({ state, stale: true })).toBe(`stale, last known ${state}`);
    },
  );

  test('an agent that is away says why', () => {
    expect(offlineText('silent', true)).toBe('no heartbeat for too long');
    expect(offlineText(null, false)).toBe('never connected');
    expect(offlineText('something-new', true)).toBe('something-new');
  });
});
