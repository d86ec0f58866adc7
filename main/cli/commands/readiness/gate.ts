import type { Command } from 'commander';
import type { Act } from '../../act.ts';
import { checkGate, removeGate, setGate } from './gate-edit.ts';
import { type ImportOptions, importOutside } from './gate-import.ts';
import { diffRuns, listGates, listRuns, showGate } from './gate-list.ts';
import { type RunGateOptions, runGate } from './gate-run.ts';

/** `quarterdeck gate …` */
export function registerGate(program: Command, act: Act): void {
  const gate = program.command('gate').description('what has to be true for a release, and whether it is');
  gate
    .command('list')
    .description('every gate: what it said last, and what it would say now')
    .action((_options: object, command: Command) => act(command, (context) => listGates(context)));
  gate
    .command('show')
    .description('the document of a gate with its runs, or one run in full')
    .argument('<gate>', 'a gate, or a run by its id')
    .action((name: string, _options: object, command: Command) =>
      act(command, (context) => showGate(context, name)),
    );
  gate
    .command('check')
    .description('say what is wrong with a gate, or what it would say; keeps and records nothing')
    .argument('<file>', 'the gate in YAML')
    .option('--commit <commit>', 'what is to be released')
    .option('--environment <name>', 'where to')
    .action((file: string, options: { commit?: string; environment?: string }, command: Command) =>
      act(command, (context) => checkGate(context, file, options)),
    );
  gate
    .command('set')
    .description('keep a gate under the id that it names, or another version of it')
    .argument('<file>', 'the gate in YAML')
    .action((file: string, _options: object, command: Command) =>
      act(command, (context) => setGate(context, file)),
    );
  gate
    .command('remove')
    .description('remove a gate; one that a tracker asks for stands again as the tracker says')
    .argument('<gate>')
    .action((name: string, _options: object, command: Command) =>
      act(command, (context) => removeGate(context, name)),
    );
  gate
    .command('run')
    .description(
      'verify the evidence that counts, judge, and record it; exits with 3 unless the gate says go',
    )
    .argument('<gate>')
    .option('--commit <commit>', 'what is to be released')
    .option('--environment <name>', 'where to')
    .option('--report <file>', 'write the report there; into a folder, as release_readiness_gate_report.json')
    .option('--as-found', 'judge evidence by what was found last, without verifying it again')
    .action((name: string, options: RunGateOptions, command: Command) =>
      act(command, (context) => runGate(context, name, options)),
    );
  gate
    .command('import')
    .description(
      'read what another release process wrote: a report or lineage as evidence, a policy as a gate, exceptions',
    )
    .argument('<file>', 'JSON')
    .option('--item <item>', 'a report or lineage: the item that it is evidence for')
    .option('--tracker <tracker>', 'the tracker of the item')
    .option('--profile <name>', 'a policy: the profile to keep as a gate')
    .option('--gate <gate>', 'exceptions: the gate they are for')
    .option('--owner <name>', 'exceptions: who answers for them')
    .option('--rollback <text>', 'exceptions: what is done where it goes wrong')
    .addHelpText('after', '\nWithout these, it only says what the file says.')
    .action((file: string, options: ImportOptions, command: Command) =>
      act(command, (context) => importOutside(context, file, options)),
    );
  gate
    .command('runs')
    .description('the newest runs')
    .argument('[gate]', 'of this gate only')
    .action((name: string | undefined, _options: object, command: Command) =>
      act(command, (context) => listRuns(context, name ?? null)),
    );
  gate
    .command('diff')
    .description('what became different between two runs of a gate')
    .argument('<before>', 'a run, by its id')
    .argument('<after>', 'a later one')
    .action((before: string, after: string, _options: object, command: Command) =>
      act(command, (context) => diffRuns(context, before, after)),
    );
}
