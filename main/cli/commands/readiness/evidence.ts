import { type Command, InvalidArgumentError, Option } from 'commander';
import { EvidenceState, EvidenceTier, EvidenceType } from '../../../../core/domain/readiness/evidence.ts';
import { FreshDays } from '../../../../core/domain/readiness/evidence-ops.ts';
import { LOCATOR_FORMS } from '../../../../core/domain/readiness/locator-text.ts';
import type { Act } from '../../act.ts';
import { type AddEvidenceOptions, addEvidence } from './evidence-add.ts';
import { type ListEvidenceOptions, listEvidence, showEvidence } from './evidence-list.ts';
import { verifyEvidence } from './evidence-verify.ts';
import { restoreEvidence, withdrawEvidence } from './evidence-withdraw.ts';

const forms = EvidenceType.options.map((type) => `  ${type.padEnd(10)}${LOCATOR_FORMS[type]}`).join('\n');

const LOCATORS = `
What LOCATOR looks like, by type:
${forms}

A path is meant below the repository or folder of the item's tracker, or from --root. A whole path, or one that begins
with ./ or ../, is meant from where you are; a file outside the repository or folder is copied into the workspace.`;

function readDays(text: string): number {
  const days = FreshDays.safeParse(Number(text));
  if (days.success) return days.data;
  throw new InvalidArgumentError('A number of days from 1 to 3650 is needed.');
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
    .command('withdraw')
    .description('make evidence count no more; it stays in the log')
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
