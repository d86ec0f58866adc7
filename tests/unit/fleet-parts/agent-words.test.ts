import { describe, expect, test } from 'vitest';
import { AgentState } from '../../../core/domain/fleet/agents/agent.ts';
import {
  agentMark,
  agentStates,
  agentWord,
  offlineWords,
} from '../../../renderer/domains/fleet/agent-words.ts';

describe('how an agent’s state is said', () => {
  test('every state has its place in the order', () => {
    expect([...agentStates].toSorted()).toEqual([...AgentState.options].toSorted());
  });

  test.each(AgentState.exclude(['offline']).options)(
    '%s is never drawn as known once it is stale',
    (state) => {
      expect(agentMark({ state, stale: true })).toBe('stale');
      expect(agentWord({ state, stale: true })).toBe(`stale, last known ${state}`);
    },
  );

  test('an agent that is away says why', () => {
    expect(offlineWords('silent', true)).toBe('no heartbeat for too long');
    expect(offlineWords(null, false)).toBe('never connected');
    expect(offlineWords('something-new', true)).toBe('something-new');
  });
});
