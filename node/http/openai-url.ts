/**
 * Where a call of the OpenAI API goes. Makers give the addresses of their servers with the version (`/v1`, `/api/paas/v4`,
 * `/openai/v1`) or as the server alone: only where there is no path it is `/v1`.
 */
export function openaiUrl(base: string, call: 'models' | 'chat/completions'): string {
  const address = base.replace(/\/+$/, '');
  return /^https?:\/\/[^/]+$/i.test(address) ? `${address}/v1/${call}` : `${address}/${call}`;
}
