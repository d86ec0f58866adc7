import type { z } from 'zod';
import type { Result } from '../kernel/result.ts';
import { alerts } from './alerts.ts';
import { bundles, environments, lineage } from './bundles.ts';
import type { CommandEntry, QueryEntry, ViewEntry } from './define.ts';
import { evidence } from './evidence.ts';
import { findings } from './findings.ts';
import { agents } from './fleet/agents.ts';
import { hub } from './fleet/hub.ts';
import { measures } from './fleet/measures.ts';
import { registry } from './fleet/registry.ts';
import { tasks } from './fleet/tasks.ts';
import { exceptions, gates } from './gates.ts';
import { readiness } from './readiness.ts';
import { signoffs } from './signoffs.ts';
import { slo } from './slo.ts';
import { trackerLists } from './tracker-lists.ts';
import { trackers } from './trackers.ts';
import { uploads } from './uploads.ts';
import { workspace } from './workspace.ts';

/** Every call between screen and engine is one entry here. */
export const contract = {
  ...trackers,
  ...trackerLists,
  ...findings,
  ...evidence,
  ...gates,
  ...exceptions,
  ...signoffs,
  ...lineage,
  ...bundles,
  ...environments,
  ...slo,
  ...uploads,
  ...readiness,
  ...alerts,
  ...workspace,
  ...agents,
  ...tasks,
  ...hub,
  ...registry,
  ...measures,
} as const;

export type Contract = typeof contract;
export type EntryName = keyof Contract;

type NamesOf<Kind> = { [Name in EntryName]: Contract[Name] extends Kind ? Name : never }[EntryName];

export type CallName = NamesOf<QueryEntry | CommandEntry>;
export type QueryName = NamesOf<QueryEntry>;
export type CommandName = NamesOf<CommandEntry>;
export type ViewName = NamesOf<ViewEntry>;

export function isEntryName(name: string): name is EntryName {
  return Object.hasOwn(contract, name);
}

export function isCallName(name: string): name is CallName {
  return isEntryName(name) && contract[name].kind !== 'view';
}

/** What a caller writes (defaults may be left out). */
export type InputOf<Name extends EntryName> = z.input<Contract[Name]['input']>;
/** What a handler receives (defaults filled in). */
export type ParsedInputOf<Name extends EntryName> = z.output<Contract[Name]['input']>;
export type OutputOf<Name extends CallName> = z.output<Contract[Name]['output']>;
export type RowOf<Name extends ViewName> = z.output<Contract[Name]['row']>;
export type ExtraOf<Name extends ViewName> = z.output<Contract[Name]['extra']>;
export type Answer<Name extends CallName> = Result<OutputOf<Name>>;

/** What a live view shows at one moment. `loading` until the first rows came; `lost` while the engine is away. */
export interface ViewState<Name extends ViewName> {
  readonly phase: 'loading' | 'live' | 'lost' | 'failed';
  readonly rows: readonly RowOf<Name>[];
  readonly extra: ExtraOf<Name> | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
}

/**
 * The client every transport offers (in-process, WebSocket, MessagePort). A view listener is called with each new
 * state; the returned function stops it. Rows keep their identity when unchanged.
 */
export interface ContractClient {
  call<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<Answer<Name>>;
  watch<Name extends ViewName>(
    name: Name,
    input: InputOf<Name>,
    listener: (state: ViewState<Name>) => void,
  ): () => void;
  close(): void;
}
