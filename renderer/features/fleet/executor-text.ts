import type { ExecutorOffer } from '../../../core/domain/fleet/agents/agent.ts';

function offerText(offer: ExecutorOffer): string {
  if (offer.kind === 'messages-api') return `Messages API (${offer.models.join(', ')})`;
  if (offer.kind === 'command') {
    return offer.model === null ? `${offer.profile} command` : `${offer.profile} command (${offer.model})`;
  }
  return { shell: 'shell', ollama: 'Ollama', openai: 'OpenAI-compatible' }[offer.kind];
}

/** How it can carry out work, in words. */
export function executorText(offers: readonly ExecutorOffer[]): string {
  return offers.length === 0 ? 'unknown' : offers.map(offerText).join(', ');
}
