import { type Command, InvalidArgumentError, Option } from 'commander';
import { EvidenceState, EvidenceTier, EvidenceType } from '../../../../core/domain/readiness/evidence.ts';
import { FreshDays } from '../../../../core/domain/readiness/evidence-ops.ts';
import { LOCATOR_FORMS } from '../../../../core/domain/readiness/locator-text.ts';
import { parseGuardBound } from '../../../../core/domain/readiness/measure/guard.ts';
import { MEASURE_FORMS, parseMeasure } from '../../../../core/domain/readiness/measure/measure-text.ts';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import type { Act } from '../../act.ts';
import { type AddEvidenceOptions, addEvidence } from './evidence-add.ts';
import { type ChangeEvidenceOptions, changeEvidence } from './evidence-change.ts';
import { type Baseline, type GuardOptions, guardEvidence } from './evidence-guard.ts';
import { type ListEvidenceOptions, listEvidence, showEvidence } from './evidence-list.ts';
import { verifyEvidence } from './evidence-verify.ts';
import { restoreEvidence, withdrawEvidence } from './evidence-withdraw.ts';

const forms = EvidenceType.options.map((type) => `  ${type.padEnd(10)}${LOCATOR_FORMS[type]}`).join('\n');

const LOCATORS = `
What LOCATOR looks like, by type:
${forms}

With --measure an artifact is a report, and one number of it counts:
${MEASURE_FORMS.map((form) => `  ${form}`).join('\n')}
--baseline and --guard say what holds: --baseline 412 --guard +10% is at most ten per cent above 412, --guard -0.5 at
most 0.5 below. The baseline may be read from a file: --baseline baseline.json#/p95_ms.
With --subject an artifact is an in-toto statement, such as SLSA provenance, that has to be about that file.

A path is meant below the repository or folder of the item's tracker, or from --root. A whole path, or one that begins
with ./ or ../, is meant from where you are; a file outside the repository or folder is copied into the workspace.`;

function readDays(text: string): number {
  const days = FreshDays.safeParse(Number(text));
  if (days.success) return days.data;
  throw new InvalidArgumentError('A number of days from 1 to 3650 is needed.');
}

const readDaysOrAlways = (text: string): number | 'always' => (text === 'always' ? text : readDays(text));

const readOrRefuse =
  <Value>(read: (text: string) => Result<Value>) =>
  (text: string): Value => {
    const found = read(text);
    if (found.ok) return found.value;
    throw new InvalidArgumentError(found.error.message);
  };

/** `412`, `baseline.json#/p95_ms` */
function parseBaseline(text: string): Result<Baseline> {
  if (text.trim() !== '' && Number.isFinite(Number(text))) return ok(Number(text));
  const at = text.indexOf('#');
  const measure = parseMeasure(`json:${text.slice(at + 1)}`);
  if (at > 0 && measure.ok) return ok({ file: text.slice(0, at), measure: measure.value });
  return fail('guard.unreadable', `"${text}" is no baseline; write a number, or baseline.json#/p95_ms.`);
}

/** `quarterdeck evidence …` */
export function registerEvidence(program: Command, act: Act): void {
  const evidence = program
    .command('evidence')
    .description('what proves that items are done, and whether it holds');
  evidence
    .command('add')
    .description('add a file, test or commit as evidence for an item, and verify it')
    .argument('<item>', 'by id, address or key')
    .argument('<locator>', 'where it is; see below')
    .addOption(new Option('--type <type>', 'what it is').choices(EvidenceType.options).makeOptionMandatory())
    .addOption(
      new Option('--tier <tier>', 'how close to real use it was gained')
        .choices(EvidenceTier.options)
        .default('claimed'),
    )
    .option('--fresh-days <n>', 'days for which a verification counts; without it, it always does', readDays)
    .option('--note <text>', 'what it shows')
    .option(
      '--measure <number>',
      'the number of the report that counts; see below',
      readOrRefuse(parseMeasure),
    )
    .option('--baseline <value>', 'what the number is compared with', readOrRefuse(parseBaseline))
    .option('--guard <change>', 'the most that it may differ, such as +10%', readOrRefuse(parseGuardBound))
    .option('--subject <file>', 'the file that a statement is about')
    .option('--root <folder>', 'the repository or folder that paths are in')
    .option('--tracker <tracker>', 'the tracker of the item')
    .addHelpText('after', LOCATORS)
    .action((item: string, locator: string, options: AddEvidenceOptions, command: Command) =>
      act(command, (context) => addEvidence(context, item, locator, options)),
    );
  evidence
    .command('verify')
    .description('look again whether evidence holds; exits with 3 when any of it does not')
    .argument('[item...]', 'of these items; without any, all of it')
    .option('--tracker <tracker>', 'the tracker of the items; without items, all of its evidence')
    .action((items: string[], options: { tracker?: string }, command: Command) =>
      act(command, (context) => verifyEvidence(context, items, options.tracker ?? null)),
    );
  evidence
    .command('list')
    .description('evidence, the newest first, and how it stands')
    .argument('[item]', 'of this item only')
    .addOption(new Option('--state <state>', 'only what stands like this').choices(EvidenceState.options))
    .addOption(new Option('--type <type>', 'only of this type').choices(EvidenceType.options))
    .option('--withdrawn', 'what was withdrawn instead')
    .option('--tracker <tracker>', 'of this tracker only')
    .action((item: string | undefined, options: ListEvidenceOptions, command: Command) =>
      act(command, (context) => listEvidence(context, item ?? null, options)),
    );
  evidence
    .command('show')
    .description('one piece of evidence and its last verifications')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      act(command, (context) => showEvidence(context, id)),
    );
  evidence
    .command('change')
    .description('change the tier, freshness or note of evidence')
    .argument('<id>')
    .addOption(
      new Option('--tier <tier>', 'how close to real use it was gained').choices(EvidenceTier.options),
    )
    .option('--fresh-days <n>', 'days for which a verification counts, or always', readDaysOrAlways)
    .option('--note <text>', 'what it shows')
    .action((id: string, options: ChangeEvidenceOptions, command: Command) =>
      act(command, (context) => changeEvidence(context, id, options)),
    );
  evidence
    .command('guard')
    .description('compare the number of a report with another baseline, and verify it')
    .argument('<id>')
    .option('--baseline <value>', 'what the number is compared with', readOrRefuse(parseBaseline))
    .option('--guard <change>', 'the most that it may differ, such as +10%', readOrRefuse(parseGuardBound))
    .option('--none', 'no longer compare it with anything')
    .action((id: string, options: GuardOptions, command: Command) =>
      act(command, (context) => guardEvidence(context, id, options)),
    );
  evidence
    .command('withdraw')
    .description('withdraw evidence: it no longer counts, and stays in the log')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      act(command, (context) => withdrawEvidence(context, id)),
    );
  evidence
    .command('restore')
    .description('make withdrawn evidence count again')
    .argument('<id>')
    .action((id: string, _options: object, command: Command) =>
      act(command, (context) => restoreEvidence(context, id)),
    );
}
