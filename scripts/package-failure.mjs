const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|status code|status 40|certificate/i;

/**
 * One line on why packaging stopped, from what electron-builder said.
 *
 * @param {string} said
 * @returns {string}
 */
export function packageFailure(said) {
  const line = said.split('\n').find((one) => one.includes('⨯')) ?? said.trim().split('\n').at(-1) ?? '';
  const reason = line
    .replace(/^\s*⨯\s*/, '')
    .replace(/\s+(failedTask|stackTrace)=.*$/, '')
    .trim();
  const tool = /(?:spawn|exec:) "?([\w./-]+)"?(?: ENOENT|: executable file not found)/.exec(said)?.[1];
  if (tool !== undefined)
    return `Packaging lacks the tool ${tool}: install it, then run "npm run package" again.`;
  if (NO_NETWORK.test(reason))
    return `Packaging lacks Electron's runtime or a packaging tool and could not fetch it from github.com (${reason}): run it once with network, they are kept.`;
  return `Packaging failed: ${reason || 'electron-builder said nothing'}`;
}
