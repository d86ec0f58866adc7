import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { connectChannel } from '../../../core/contract/transport/desktop-wire.ts';
import { answerConnectRequests } from '../../../main/desktop/connect-requests.ts';

const own = 'quarterdeck-app://app';

/** What a request from `frame` comes to: a wire, or why not. */
function asked(senderFrame: object | null, ...rest: readonly unknown[]): unknown {
  const ipc = new EventEmitter();
  const answers: unknown[] = [];
  const channel = () => ({ port1: Object.create(null), port2: Object.create(null) });
  answerConnectRequests(
    // It listens as Electron's does.
    Object.assign(Object.create(null), { on: ipc.on.bind(ipc) }),
    own,
    channel,
    () => answers.push('a wire'),
    (reason) => answers.push(reason),
  );
  ipc.emit(connectChannel, { senderFrame, sender: { postMessage: () => undefined } }, ...rest);
  return answers;
}

it('only the main frame of our own page, asking for nothing else, is given a wire to the engine', () => {
  const page = { url: `${own}/trackers`, parent: null };
  expect(asked(page)).toEqual(['a wire']);
  expect(asked(page, 'something')).toEqual(['a connect request carries nothing']);
  expect(asked({ url: `${own}/`, parent: page })).toEqual(['only the main frame may connect']);
  expect(asked({ url: 'https://example.org/', parent: null })).toEqual([
    'a page of https://example.org asked to connect',
  ]);
  expect(asked(null)).toEqual(['the frame that asked is gone']);
});
