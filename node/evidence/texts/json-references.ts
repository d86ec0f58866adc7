/** A member of an object or array that came out of a parser; own ones alone. */
type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

export type Resolved =
  | { readonly found: true; readonly value: unknown }
  | { readonly found: false; readonly outside: string | null };

/** References followed for one pointer; a circle of them ends there. */
const MOST_STEPS = 100;

/** What a JSON pointer (RFC 6901) leads to, through `$ref`s within the document. Those that leave it are not followed. */
export function resolvePointer(root: unknown, pointer: string): Resolved {
  let steps = 0;
  const resolve = (from: string): Resolved => {
    let here: unknown = root;
    for (const token of tokensOf(from)) {
      while (isMembers(here) && !Object.hasOwn(here, token)) {
        const ref = Object.hasOwn(here, '$ref') ? here['$ref'] : undefined;
        if (typeof ref !== 'string') return NOT_FOUND;
        const target = pointerOf(ref);
        steps += 1;
        if (target === null || steps > MOST_STEPS)
          return { found: false, outside: ref.startsWith('#') ? null : ref };
        const followed = resolve(target);
        if (!followed.found) return followed;
        here = followed.value;
      }
      if (!isMembers(here) || (Array.isArray(here) && token === 'length')) return NOT_FOUND;
      here = here[token];
    }
    return { found: true, value: here };
  };
  return resolve(pointer);
}

/** What a JSON pointer leads to by itself, in data that has no references; undefined where nothing is there. */
export function valueAt(root: unknown, pointer: string): unknown {
  let here = root;
  for (const token of tokensOf(pointer)) {
    if (!isMembers(here) || !Object.hasOwn(here, token) || (Array.isArray(here) && token === 'length'))
      return undefined;
    here = here[token];
  }
  return here;
}

const NOT_FOUND: Resolved = { found: false, outside: null };

function tokensOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer a reference within the document is; null for one that leaves it, or means an anchor. */
function pointerOf(ref: string): string | null {
  if (!ref.startsWith('#')) return null;
  try {
    const pointer = decodeURIComponent(ref.slice(1));
    return pointer === '' || pointer.startsWith('/') ? pointer : null;
  } catch {
    return null;
  }
}

export interface References {
  /** References that leave the document, each once, the first few. */
  readonly outside: readonly string[];
  readonly outsideCount: number;
  /** The first one within the document that leads nowhere. */
  readonly broken: string | null;
}

const NAMED = 5;
/** What these hold is data as it is sent, and a reference in it is none. */
const LITERAL = new Set(['example', 'examples', 'default', 'enum', 'const', 'value']);
/** The members of these are called as their author liked. */
const BY_NAME = new Set(
  'properties patternProperties dependentSchemas definitions $defs schemas responses parameters headers requestBodies securitySchemes links callbacks pathItems paths webhooks channels messages operations operationTraits messageTraits servers serverVariables variables replies replyAddresses correlationIds tags externalDocs serverBindings channelBindings operationBindings messageBindings'.split(
    ' ',
  ),
);

/** All references of a document. One below a schema's own `$id` is meant from there, and counts as broken only where both fail. */
export function referencesOf(root: unknown): References {
  const outside = new Set<string>();
  const within: { readonly ref: string; readonly base: unknown }[] = [];
  const anchors = new Set<string>();
  const seen = new Set<unknown>([root]);
  const open: { readonly node: Members; readonly base: unknown; readonly named: boolean }[] = [];
  if (isMembers(root)) open.push({ node: root, base: root, named: false });
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, named } = next;
    const base = !named && typeof node['$id'] === 'string' ? node : next.base;
    for (const [key, value] of Object.entries(node)) {
      if (!named && key === '$ref' && typeof value === 'string') {
        if (value.startsWith('#')) within.push({ ref: value, base });
        else outside.add(value);
      } else if (!named && (key === '$anchor' || key === '$dynamicAnchor') && typeof value === 'string') {
        anchors.add(value);
      } else if (isMembers(value) && !seen.has(value) && (named || !isLiteral(key))) {
        seen.add(value);
        open.push({ node: value, base, named: !named && BY_NAME.has(key) && !Array.isArray(value) });
      }
    }
  }
  const leads = ({ ref, base }: (typeof within)[number]): boolean => {
    const pointer = pointerOf(ref);
    if (pointer === null) return anchors.has(ref.slice(1));
    return [root, ...(base === root ? [] : [base])].some((from) => leadsOn(resolvePointer(from, pointer)));
  };
  const broken = within.find((one) => !leads(one))?.ref ?? null;
  return { outside: [...outside].slice(0, NAMED), outsideCount: outside.size, broken };
}

const isLiteral = (key: string): boolean => LITERAL.has(key) || key.startsWith('x-');

/** One that runs into a reference out of the document can't be told to be broken. */
const leadsOn = (resolved: Resolved): boolean => resolved.found || resolved.outside !== null;
