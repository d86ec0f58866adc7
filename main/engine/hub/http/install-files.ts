import { readFile } from 'node:fs/promises';
import type { Result } from '../../../../core/kernel/result.ts';
import type { Log } from '../../../../node/log/log.ts';
import type { InstallSource } from '../hub-options.ts';

export type Tarball = () => Promise<Result<{ readonly file: string; readonly name: string }>>;

/** Serves what another host needs to become an agent: a script, and this very Quarterdeck as a package. */
export function installFiles(tarball: Tarball | undefined, log: Log): InstallSource {
  return async (name, hubUrl) => {
    // The address came with a request and goes into a script: nothing but an address may.
    if (tarball === undefined || !/^https?:\/\/[\w.:[\]-]+$/.test(hubUrl)) return null;
    if (name === 'agent.sh') {
      return { type: 'text/x-shellscript; charset=utf-8', bytes: new TextEncoder().encode(script(hubUrl)) };
    }
    if (name !== 'quarterdeck.tgz') return null;
    const made = await tarball();
    if (!made.ok) {
      log.warn(made.error.message, made.error.facts);
      return null;
    }
    return { type: 'application/gzip', bytes: await readFile(made.value.file) };
  };
}

/**
 * Fetches the package from the hub and hands over to it. Where Node is new enough the package runs as it is; else npm
 * installs it, which brings the right one. Arguments and the token's variable are passed on untouched.
 */
function script(hubUrl: string): string {
  return `#!/bin/sh
# Sets this machine up as an agent of the hub at ${hubUrl} and runs it.
set -eu
hub='${hubUrl}'
home="\${QUARTERDECK_HOME:-$HOME/.quarterdeck}"
if [ -z "\${QUARTERDECK_AGENT_TOKEN:-}" ]; then
  echo 'QUARTERDECK_AGENT_TOKEN is not set: copy the whole line that the hub showed.' >&2
  exit 2
fi
if ! command -v node >/dev/null 2>&1; then
  echo 'Node is needed (version 24 or newer; an older one will do where npm can fetch it). Nothing was installed.' >&2
  exit 2
fi
mkdir -p "$home"
package="$home/quarterdeck.tgz"
curl -fsS "$hub/install/quarterdeck.tgz" -o "$package"
if [ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 24')" = true ]; then
  rm -rf "$home/package"
  tar -xzf "$package" -C "$home"
  command="$home/package/quarterdeck.mjs"
else
  npm install --prefix "$home" --no-audit --no-fund --silent "$package"
  command="$home/node_modules/quarterdeck/quarterdeck.mjs"
fi
exec node "$command" agent join "$hub" "$@" --run
`;
}
