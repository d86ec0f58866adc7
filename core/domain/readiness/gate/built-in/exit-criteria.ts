import type { ItemFact } from '../gate-facts.ts';
import { itself, type WrittenCriterion } from './written-criterion.ts';

interface Context {
  /** The tracker, as a selector names it. */
  readonly tracker: string;
  readonly phases: readonly ItemFact[];
  readonly written: readonly { readonly id: string; readonly title: string }[];
}

/** What a criterion is judged by, without its name. */
type Judged =
  | Pick<Extract<WrittenCriterion, { items: unknown }>, 'items' | 'require' | 'traces'>
  | Pick<Extract<WrittenCriterion, { findings: unknown }>, 'findings' | 'traces'>
  | Pick<Extract<WrittenCriterion, { gate: unknown }>, 'gate' | 'traces'>;

const FINISHED = String.raw`(?:is|are)\s+(?:all\s+)?(?:complete|completed|done|finished|closed)\b`;
const PHASES = new RegExp(String.raw`\bphases?\s+(?<keys>\S.*?)\s+${FINISHED}`, 'iu');
const ALL_PHASES = new RegExp(String.raw`\b(?:all|every)\s+phases?\s+${FINISHED}`, 'iu');
const GATE =
  /(?:\b(?<name>[\p{L}\p{N}][\p{L}\p{N} _-]*?)\s+)?\bgate\s+(?:decision\s+is|decides|says|returns|is)\s+go\b/iu;
const FINDINGS = /\bno\s+(?:unresolved\s+|open\s+)?(?:high|critical)(?:[- ]severity)?\s+findings?\b/iu;
const KEYS =
  /\b(?<first>\p{Lu}{1,6}-?\d{1,4})\s*(?:\bto\b|\bthrough\b|\.\.+|–|—|-)\s*(?<last>\p{Lu}{1,6}-?\d{1,4})\b/u;
const EVIDENCE = /\bevidence\b/iu;
const ATTACHED = /\bevidence\s+(?:is|are)\s+attached\b|\battached\s+evidence\b/iu;

/** How a plan's exit criterion is judged, by what its sentence says. What no rule reads is judged as the item it is. */
export function readExitCriterion(item: ItemFact, context: Context): Judged {
  const { title } = item;
  const { tracker, phases } = context;
  const own = itself(tracker, item);
  if (phases.length > 0 && ALL_PHASES.test(title)) return { items: { tracker, kind: 'phase' }, traces: own };
  const keys = PHASES.exec(title)?.groups?.['keys'];
  if (phases.length > 0 && keys !== undefined)
    return { items: { tracker, kind: 'phase', keys }, traces: own };
  const gate = GATE.exec(title);
  if (gate !== null) return { gate: { id: gateNamed(gate.groups?.['name'] ?? '', context) }, traces: own };
  if (FINDINGS.test(title)) return { findings: { severity: 'high', most: 0 }, traces: own };
  const range = KEYS.exec(title)?.groups;
  if (range !== undefined)
    return {
      items: { keys: `${range['first']}..${range['last']}` },
      ...(EVIDENCE.test(title) ? { require: { state: 'any', evidence: {} } } : {}),
      traces: own,
    };
  if (ATTACHED.test(title)) return { items: own, require: { state: 'any', evidence: {} } };
  return { items: own, require: { evidence: {}, enough: 'either' } };
}

/** A gate of that name, or the id under which people would write one. */
function gateNamed(name: string, { written }: Context): string {
  const id = name
    .replace(/^(?:the|our)\s+/iu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 50);
  const wanted = id === '' ? 'release' : id;
  const known = written.find(
    (one) =>
      one.id === wanted ||
      one.id === `${wanted}-gate` ||
      one.title.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-') === `${wanted}-gate`,
  );
  return known?.id ?? wanted;
}
