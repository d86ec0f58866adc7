import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { commandsAsAsked } from '../../../main/desktop/engine/commands-as-asked.ts';
import type { ToEngine } from '../../../main/desktop/engine/engine-messages.ts';

it('what the commands of an ended engine do is not taken for what those of the next one do', () => {
  const children: { readonly events: EventEmitter; killed: boolean }[] = [];
  const told: ToEngine[] = [];
  const commands = commandsAsAsked({
    fork() {
      const child = { events: new EventEmitter(), killed: false };
      children.push(child);
      // It is written against Electron's own type; it uses the members offered here.
      return Object.assign(Object.create(null), {
        pid: children.length,
        stderr: null,
        once: child.events.once.bind(child.events),
        kill: () => (child.killed = true),
      });
    },
    toEngine: (message) => told.push(message),
    kill: () => undefined,
  });
  const start = () => commands.take({ kind: 'start-command', id: 1, args: [], env: {} });
  start();
  commands.endAll();
  start();
  children[0]?.events.emit('exit', 143);
  expect(told).toEqual([]);
  commands.take({ kind: 'end-command', id: 1, force: false });
  expect(children.map(({ killed }) => killed)).toEqual([true, true]);
  children[1]?.events.emit('exit', 0);
  expect(told).toEqual([{ kind: 'command-ended', id: 1, why: 'exit code 0' }]);
});
