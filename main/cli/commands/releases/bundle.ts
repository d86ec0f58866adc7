import type { Command } from 'commander';
import type { Act } from '../../act.ts';
import { repeatableOption } from '../../repeatable-option.ts';
import { createBundle, listBundles, showBundle, takeBundle } from './bundle-keep.ts';
import { listMoves, promote, rollBack } from './bundle-move.ts';
import { verifyFile } from './bundle-verify.ts';

/** `quarterdeck bundle …` */
export function registerBundle(program: Command, act: Act): void {
  const bundle = program
    .command('bundle')
    .description('a decision with everything it rests on, in one file that anyone can check');
  bundle
    .command('create')
    .description('make a bundle of a run, signed by who acts')
    .requiredOption('--run <run>', 'a run of a gate, by its id')
    .option('--out <file>', 'where a copy goes; the workspace keeps one')
    .action((options: { run: string; out?: string }, command: Command) =>
      act(command, (context) => createBundle(context, options.run, options.out ?? null)),
    );
  bundle
    .command('verify')
    .description('check a bundle; needs nothing but the file, and exits with 3 unless it holds')
    .argument('<file>')
    .addOption(repeatableOption('--trust <fingerprint>', 'a key that may have signed it', 'any'))
    .action((file: string, options: { trust: string[] }, command: Command) =>
      act(command, (context) => verifyFile(context, file, options.trust)),
    );
  bundle
    .command('list')
    .description('every bundle, the newest first')
    .action((_options: object, command: Command) => act(command, (context) => listBundles(context)));
  bundle
    .command('show')
    .description('what is in a bundle, and where it went')
    .argument('<bundle>', 'by its id')
    .action((name: string, _options: object, command: Command) =>
      act(command, (context) => showBundle(context, name)),
    );
  bundle
    .command('take')
    .description('take in a bundle that was made elsewhere, if it holds')
    .argument('<file>')
    .action((file: string, _options: object, command: Command) =>
      act(command, (context) => takeBundle(context, file)),
    );
  bundle
    .command('promote')
    .description('bring a bundle into an environment: after the one before it, and by its gate')
    .argument('<bundle>', 'by its id, or a file')
    .argument('<environment>')
    .action((name: string, environment: string, _options: object, command: Command) =>
      act(command, (context) => promote(context, name, environment)),
    );
  bundle
    .command('rollback')
    .description('bring back what ran before and was known to work, and ask canary and gate again')
    .argument('<environment>')
    .action((environment: string, _options: object, command: Command) =>
      act(command, (context) => rollBack(context, environment)),
    );
  bundle
    .command('moves')
    .description('promotions and rollbacks, the newest first')
    .argument('[environment]', 'of this one only')
    .action((environment: string | undefined, _options: object, command: Command) =>
      act(command, (context) => listMoves(context, environment ?? null)),
    );
}
