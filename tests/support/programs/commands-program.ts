/** Runs `quarterdeck` once for each of its further arguments, which are split at blanks, and prints what came of each. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const [home = '', ...commands] = process.argv.slice(2);
const program = join(import.meta.dirname, '../../../quarterdeck.mjs');
for (const command of commands) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...command.split(' ')], {
    cwd: home,
    encoding: 'utf8',
    env: {
      ...process.env,
      HOME: home,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_CONFIG_HOME: join(home, 'config'),
    },
  });
  console.log(JSON.stringify({ command, code: status, out: stdout, err: stderr }));
}
