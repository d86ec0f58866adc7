import { z } from 'zod';
import type { Failure, Result } from '../../kernel/result.ts';
import {
  type Answer,
  type CallName,
  type ContractClient,
  contract,
  type ExtraOf,
  type InputOf,
  type OutputOf,
  type RowOf,
  type ViewName,
} from '../index.ts';
import * as views from './client-views.ts';
import type { FramePort } from './frame-port.ts';
import { type ClientFrame, EngineFrame, wireVersion } from './wire.ts';

/** `refused`: the engine does not take this client (reason in `failure`); it will not try again. */
export interface ConnectionState {
  readonly phase: 'connecting' | 'open' | 'lost' | 'refused' | 'closed';
  readonly workspace: string | null;
  readonly appVersion: string | null;
  readonly failure: Failure | null;
}

/** What a cancellable call listens to; an `AbortSignal` fits. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface WireClient extends ContractClient {
  call<Name extends CallName>(
    name: Name,
    input: InputOf<Name>,
    options?: { readonly signal?: CancelSignal },
  ): Promise<Answer<Name>>;
  readonly connection: ConnectionState;
  onConnection(listener: (state: ConnectionState) => void): () => void;
}

export interface ClientOptions {
  /** Check every output against the contract (tests). The engine and its client are built from one contract. */
  readonly verify?: boolean;
  /** Whom to act as, asked at every connection. */
  readonly as?: () => string | null;
}

interface PendingCall {
  readonly name: string;
  readonly input: unknown;
  /** A query may be asked twice; a command only when the engine said it never started. */
  readonly repeatable: boolean;
  sent: boolean;
  settle(result: Result<unknown>): void;
}

interface OpenView {
  readonly name: string;
  readonly input: unknown;
  snapshot: views.ViewSnapshot;
  seq: number;
  show(snapshot: views.ViewSnapshot): void;
}

/** The contract over any port. Survives reconnects: views resubscribe, queries are asked again. */
export function createClient(port: FramePort, options: ClientOptions = {}): WireClient {
  const verify = options.verify ?? false;
  const calls = new Map<number, PendingCall>();
  const open = new Map<number, OpenView>();
  const watchers = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = { phase: 'connecting', workspace: null, appVersion: null, failure: null };
  /** There is a connection, whether or not the engine behind it has said anything yet. */
  let connected = false;
  let lastId = 0;
  const nextId = (): number => (lastId += 1);

  const setState = (change: Partial<ConnectionState>): void => {
    state = { ...state, ...change };
    for (const watcher of watchers) watcher(state);
  };
  const send = (frame: ClientFrame) => port.send(frame);

  const settle = (id: number, result: Result<unknown>): void => {
    const call = calls.get(id);
    calls.delete(id);
    call?.settle(result);
  };
  const sendCall = (id: number, call: PendingCall): void => {
    const outcome = send({ t: 'call', id, name: call.name, input: call.input });
    if (outcome === 'too-large') settle(id, views.tooLargeFailure);
    else call.sent = outcome === 'sent';
  };
  const sendWatch = (id: number, view: OpenView): void => {
    view.seq = -1;
    if (send({ t: 'watch', id, name: view.name, input: view.input }) === 'too-large') {
      showView(view, { ...view.snapshot, phase: 'failed', failure: views.tooLargeFailure.error });
    }
  };
  const showView = (view: OpenView, snapshot: views.ViewSnapshot): void => {
    view.snapshot = snapshot;
    view.show(snapshot);
  };
  /** Asks under a new id, so that pushes still in flight for the old one cannot be mistaken for new ones. */
  const askAgain = (id: number, view: OpenView): void => {
    open.delete(id);
    send({ t: 'unwatch', id });
    const fresh = nextId();
    open.set(fresh, view);
    sendWatch(fresh, view);
  };

  const stopForGood = (
    phase: 'refused' | 'closed',
    failure: { readonly ok: false; readonly error: Failure },
  ): void => {
    if (state.phase === 'closed' || state.phase === 'refused') return;
    setState({ phase, failure: failure.error });
    for (const id of calls.keys()) settle(id, failure);
    for (const view of open.values()) {
      if (phase === 'refused') showView(view, { ...view.snapshot, phase: 'failed', failure: failure.error });
      else if (view.snapshot.phase !== 'lost') showView(view, { ...view.snapshot, phase: 'lost' });
    }
    open.clear();
    port.close();
  };

  const take = (frame: EngineFrame): void => {
    switch (frame.t) {
      case 'welcome':
        return setState({
          phase: 'open',
          workspace: frame.workspace,
          appVersion: frame.appVersion,
          failure: null,
        });
      case 'refused':
        return stopForGood('refused', { ok: false, error: frame.error });
      case 'answer':
        return settle(frame.id, frame.result);
      case 'bye':
        // Whatever is unanswered was never started, so it is safe to ask again.
        for (const call of calls.values()) call.sent = false;
        return;
      case 'pong':
        return;
      case 'reset':
      case 'patch':
      case 'failed': {
        const view = open.get(frame.id);
        if (view === undefined) return;
        const snapshot = views.applyPush(view.snapshot, view.seq + 1, frame);
        if (snapshot === null) return askAgain(frame.id, view);
        if (frame.t !== 'failed') {
          view.seq = frame.seq;
          send({ t: 'ack', id: frame.id, seq: frame.seq });
        }
        return showView(view, snapshot);
      }
    }
  };

  port.listen({
    opened() {
      connected = true;
      const hello = { t: 'hello', version: wireVersion, workspace: state.workspace } as const;
      send({ ...hello, as: options.as?.() ?? null });
      for (const [id, view] of open) sendWatch(id, view);
      for (const [id, call] of calls) sendCall(id, call);
    },
    frame(raw) {
      const frame = EngineFrame.safeParse(raw);
      if (frame.success) take(frame.data);
      else stopForGood('refused', views.notUnderstood);
    },
    lost(final) {
      connected = false;
      if (final) return stopForGood('closed', views.closedFailure);
      if (state.phase === 'closed' || state.phase === 'refused') return;
      if (state.phase === 'open') setState({ phase: 'lost' });
      for (const [id, call] of calls) {
        if (call.sent && !call.repeatable) settle(id, views.lostFailure);
        else call.sent = false;
      }
      for (const view of open.values()) {
        if (view.snapshot.phase === 'live') showView(view, { ...view.snapshot, phase: 'lost' });
      }
    },
  });

  /**
   * Outputs are checked against the contract in tests; otherwise both ends come from one build and trust each other.
   */
  const isOutput = <Name extends CallName>(name: Name, value: unknown): value is OutputOf<Name> =>
    !verify || z.safeParse(contract[name].output, value).success;
  const areRows = <Name extends ViewName>(name: Name, rows: unknown): rows is readonly RowOf<Name>[] =>
    !verify || z.array(contract[name].row).safeParse(rows).success;
  const isExtra = <Name extends ViewName>(name: Name, extra: unknown): extra is ExtraOf<Name> =>
    !verify || z.safeParse(contract[name].extra, extra).success;

  return {
    get connection() {
      return state;
    },
    onConnection(listener) {
      watchers.add(listener);
      return () => watchers.delete(listener);
    },
    call(name, input, callOptions) {
      return new Promise((resolve) => {
        if (state.phase === 'closed') return resolve(views.closedFailure);
        if (state.phase === 'refused')
          return resolve({ ok: false, error: state.failure ?? views.closedFailure.error });
        const repeatable = contract[name].kind === 'query';
        // While the engine is known to be down a command fails at once; a query waits for it to come back.
        if (state.phase === 'lost' && !repeatable) return resolve(views.absentFailure);
        const signal = callOptions?.signal;
        if (signal?.aborted === true) return resolve(views.cancelledFailure);
        const id = nextId();
        const giveUp = (): void => {
          send({ t: 'cancel', id });
          settle(id, views.cancelledFailure);
        };
        const call: PendingCall = {
          name,
          input,
          repeatable,
          sent: false,
          settle(result) {
            signal?.removeEventListener('abort', giveUp);
            if (!result.ok) resolve(result);
            else if (isOutput(name, result.value)) resolve({ ok: true, value: result.value });
            else resolve(views.notUnderstood);
          },
        };
        signal?.addEventListener('abort', giveUp);
        calls.set(id, call);
        sendCall(id, call);
      });
    },
    watch(name, input, listener) {
      const view: OpenView = {
        name,
        input,
        snapshot: views.nothingYet,
        seq: -1,
        show({ phase, rows, extra, failure }) {
          if (areRows(name, rows) && (extra === null || isExtra(name, extra))) {
            listener({ phase, rows, extra, failure });
          } else {
            listener({ phase: 'failed', rows: [], extra: null, failure: views.notUnderstood.error });
          }
        },
      };
      const id = nextId();
      if (state.phase !== 'closed' && state.phase !== 'refused') {
        open.set(id, view);
        if (connected) sendWatch(id, view);
      }
      return () => {
        // Under which id it is asked for by now: see `askAgain`.
        for (const [current, candidate] of open) {
          if (candidate !== view) continue;
          open.delete(current);
          send({ t: 'unwatch', id: current });
        }
      };
    },
    close() {
      stopForGood('closed', views.closedFailure);
    },
  };
}
