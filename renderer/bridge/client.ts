import './zod-setup.ts';
import type { Answer, CallName, ContractClient, InputOf } from '../../core/contract/index.ts';
import { isAct, noteCall } from './own-steps.ts';

let current: ContractClient | null = null;

/** Set once by main.tsx (and by tests) before anything renders. */
export function setClient(client: ContractClient): void {
  current = client;
}

/** The contract client of this window. Asking before `setClient` is a bug. */
export function client(): ContractClient {
  if (current === null) throw new Error('the contract client was asked for before it was set');
  return current;
}

/** One query or command. Failures are values; see `act` for a command that tells the person by itself. */
export async function call<Name extends CallName>(name: Name, input: InputOf<Name>): Promise<Answer<Name>> {
  const asked = client().call(name, input);
  if (isAct(name)) underWay.add(asked);
  try {
    const answer = await asked;
    if (answer.ok) noteCall(name, answer.value);
    return answer;
  } finally {
    underWay.delete(asked);
  }
}

const underWay = new Set<Promise<unknown>>();

/** Resolves when what this window has asked to be done so far is answered: until then nobody knows what undo is about. */
export async function actsAnswered(): Promise<void> {
  await Promise.allSettled(underWay);
}
