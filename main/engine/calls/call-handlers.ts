import { type CallName, type Contract, contract, isCallName } from '../../../core/contract/index.ts';
import type { CallHandler, CallHandlers, Services, WhoActs } from '../handlers.ts';

/** The services as handlers: who acts is found here, for every call alike, before its service starts. */
export function callHandlers<Deps>(deps: Deps, services: Services<Deps>, whoActs: WhoActs): CallHandlers {
  const handlerOf = <Name extends CallName>(name: Name): CallHandler<Name> => {
    const acts: Contract[Name]['acts'] = contract[name].acts;
    const service = services[name];
    return (input, context) => {
      const who = whoActs[acts](input, context);
      return who.ok ? service(deps, input, who.value) : who;
    };
  };
  const names = Object.keys(contract).filter(isCallName);
  const handlers = Object.fromEntries(names.map((name) => [name, handlerOf(name)]));
  if (!isWhole(handlers)) throw new Error('a call of the contract has no handler');
  return handlers;
}

/** Each handler was made for its own name, so only a missing one is left to find. */
function isWhole(handlers: object): handlers is CallHandlers {
  return Object.keys(contract).every((name) => !isCallName(name) || Object.hasOwn(handlers, name));
}
