import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../../core/kernel/result.ts';
import { createGit } from '../../../../node/git/git.ts';

/** Logs of a fictional harbour: enough text to count, sort and check. */
const logs: Readonly<Record<string, readonly string[]>> = {
  'logs/north-pier.txt': [
    '06:10 fog, two boats waiting outside',
    '07:45 fog lifts, the ferry Anselm comes in',
    '09:30 the crane is stuck, hold three waits',
    '11:00 the crane runs again',
  ],
  'logs/south-pier.txt': [
    '05:55 the tug Briar leaves for the sound',
    '08:20 forty crates of lamp oil, one leaks',
    '10:40 the leaking crate is ashore',
  ],
  'logs/signal-house.txt': [
    '04:00 lamp trimmed',
    '06:12 lamp out for nine minutes, spare wick used',
    '12:00 spare wicks: two left',
  ],
};

/**
 * The scripts the sample's tasks run. `report.sh` forgets the total at first and puts it right when its verification was
 * handed back: the loop of building, checking and fixing can be watched. `usage` tells what a run used, at a sample price
 * of one millionth of a dollar per word.
 */
const scripts: Readonly<Record<string, string>> = {
  'tools/usage.sh': `#!/bin/sh
# Tells the sidecar what this run used: words read at the sample's own price.
words=$(cat logs/*.txt | wc -w | tr -d ' ')
[ -n "$QUARTERDECK_USAGE_FILE" ] || exit 0
printf '{"model":"sample-counter","tokensIn":%s,"tokensOut":%s,"cost":{"micros":%s,"currency":"USD"}}\\n' "$words" "$1" "$words" >> "$QUARTERDECK_USAGE_FILE"
`,
  'tools/count.sh': `#!/bin/sh
# Counts the words of one log, line by line.
set -e
log="logs/$1.txt"
mkdir -p counts
total=0
while read -r line; do
  words=$(printf '%s' "$line" | wc -w | tr -d ' ')
  total=$((total + words))
  echo "$words  $line"
  sleep 1
done < "$log"
echo "$total" > "counts/$1.txt"
echo "$1: $total words"
sh tools/usage.sh 12
`,
  'tools/report.sh': `#!/bin/sh
# Writes report.md. The total is forgotten unless a failed verification asked for it.
set -e
{
  echo '# Harbour report'
  for log in logs/*.txt; do echo "- $(basename "$log" .txt): $(grep -c . "$log") entries"; done
} > report.md
if [ "\${QUARTERDECK_FIX_RUN:-0}" -gt 0 ]; then
  echo "Adding the total that the verification missed."
  echo "Total: $(cat logs/*.txt | grep -c .)" >> report.md
else
  echo "Report written."
fi
cat report.md
sh tools/usage.sh 40
`,
  'tools/watch.sh': `#!/bin/sh
# A long watch: long enough to end its sidecar meanwhile and see another take over.
set -e
mkdir -p watch
i=0
while [ "$i" -lt "\${1:-20}" ]; do
  i=$((i + 1))
  echo "bell $i: all quiet"
  sleep 1
done
echo "$i bells" > watch/last.txt
sh tools/usage.sh "$i"
`,
  'tools/mend.sh': `#!/bin/sh
# The part that is needed does not exist: this always fails.
echo "looking for a third spare wick" >&2
sleep 1
echo "there are only two" >&2
exit 3
`,
};

const seconds = 20;

/** A real repository with one commit, as others would clone it. */
export async function makeSampleRepository(folder: string): Promise<Result<{ readonly url: string }>> {
  const draft = join(folder, 'harbour-draft');
  const origin = join(folder, 'harbour.git');
  const failed = (reason: string) =>
    fail('sample.failed', `its repository could not be made (${reason}). Is git installed?`, { folder });
  // The person's own settings (templates, signing, hooks) have no say in a sample.
  const git = createGit({
    environment: { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' },
    author: { name: 'Harbour office', mail: 'office@harbour.example' },
    hooks: false,
  });
  try {
    writeDraft(draft);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all'],
    ['commit', '--quiet', '-m', 'Logs and tools of the harbour'],
    ['clone', '--quiet', '--bare', '.', origin],
  ]) {
    const done = await git.run({ folder: draft, signal: new AbortController().signal, seconds }, ...args);
    if (!done.ok) return failed(done.error.message);
  }
  return ok({ url: origin });
}

function writeDraft(draft: string): void {
  for (const name of ['logs', 'tools']) mkdirSync(join(draft, name), { recursive: true });
  writeFileSync(
    join(draft, 'README.md'),
    '# Harbour\n\nLogs of a harbour, and small tools to look after them.\n',
  );
  for (const [name, lines] of Object.entries(logs)) writeFileSync(join(draft, name), `${lines.join('\n')}\n`);
  for (const [name, text] of Object.entries(scripts)) {
    writeFileSync(join(draft, name), text);
    chmodSync(join(draft, name), 0o755);
  }
}
