import { describe, expect, test } from 'vitest';
import { TokenId } from '../../../../core/kernel/ids.ts';
import { type Client, clientStatus, orderClients } from '../../../../renderer/features/hub/client-model.ts';
import { moveRoute } from '../../../../renderer/features/hub/route-model.ts';

const client = (name: string, rest: Partial<Client> = {}): Client => ({
  id: TokenId.parse(`tk_${name}`),
  name,
  scope: 'submit',
  agentId: null,
  addedAt: 0,
  revokedAt: null,
  lastSeenAt: 1,
  limits: { light: 1, normal: 1, heavy: 1 },
  overridden: false,
  limited: 0,
  violations: 0,
  lastViolation: null,
  cooldownUntil: null,
  ...rest,
});

describe('the hub’s clients', () => {
  test('those in trouble come first, revoked ones last', () => {
    const rows = [
      client('b'),
      client('gone', { revokedAt: 1 }),
      client('slow', { limited: 3 }),
      client('cut', { cooldownUntil: 100 }),
      client('a'),
    ];
    expect(orderClients(rows, 50).map(({ name }) => name)).toEqual(['cut', 'slow', 'a', 'b', 'gone']);
  });

  test('a cooldown that is over counts no more', () => {
    expect(clientStatus(client('a', { cooldownUntil: 100 }), 50).text).toBe('cut off');
    expect(clientStatus(client('a', { cooldownUntil: 100 }), 101).text).toBe('well-behaved');
  });

  test('one that never came isn’t called well-behaved', () => {
    expect(clientStatus(client('a', { lastSeenAt: null }), 0).text).toBe('never seen');
  });
});

describe('a tier’s chain', () => {
  test('changes places with its neighbour and stays at an edge', () => {
    expect(moveRoute(['ollama', 'openai', 'command'], 'openai', -1)).toEqual(['openai', 'ollama', 'command']);
    expect(moveRoute(['ollama', 'openai'], 'openai', 1)).toEqual(['ollama', 'openai']);
    expect(moveRoute(['ollama'], 'openai', 1)).toEqual(['ollama']);
  });
});
