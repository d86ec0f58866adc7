import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { testHub } from './hub-fixture.ts';
import { TestAgent } from './test-agent.ts';

interface Known {
  readonly agentId: TestAgent['agentId'];
  readonly token: string;
}

function statusOf(url: string, token: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/agents`, {
      headers: { authorization: `Bearer ${token}` },
    });
    onTestFinished(() => socket.terminate());
    socket.on('open', () => resolve(101));
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
    socket.on('error', () => {});
  });
}

function plain(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

describe('places at the hub', () => {
  it('one token has few, whether or not it says hello, and other agents have theirs', async () => {
    const hub = await testHub();
    const greedy: Known = await hub.addAgent('Rowan');
    const other: Known = await hub.addAgent('Kim');
    const statuses: number[] = [];
    for (let at = 0; at < 12; at += 1) statuses.push(await statusOf(hub.server.url, greedy.token));
    expect(statuses.filter((status) => status === 101)).toHaveLength(4);
    expect(new Set(statuses)).toEqual(new Set([101, 429]));
    await TestAgent.connect(hub.server.url, other);
  });

  it('wrong tokens are limited for each address, right ones from there are not', async () => {
    const limits = { light: 600, normal: 600, heavy: 5 };
    const hub = await testHub({ limits });
    const known: Known = await hub.addAgent('Rowan');
    const statuses: number[] = [];
    for (let at = 0; at < 8; at += 1)
      statuses.push(await statusOf(hub.server.url, `qd_${String(at).repeat(43)}`));
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    await TestAgent.connect(hub.server.url, known);
  });

  it('those of connections that show no token go to whoever comes later', async () => {
    const hub = await testHub();
    const idle = Array.from({ length: 600 }, () => plain(hub.server.port));
    await Promise.all(idle.map((socket) => once(socket, 'connect')));
    await TestAgent.connect(hub.server.url, await hub.addAgent('Rowan'));
    await Promise.all(
      idle
        .slice(0, 88)
        .filter((socket) => !socket.closed)
        .map((socket) => once(socket, 'close')),
    );
    expect(idle.filter((socket) => !socket.closed).length).toBeLessThanOrEqual(512);
  });
});
