const OFF_TEAM = new Set(['inactive', 'free-agent', 'retired', 'deceased']);
// Not active, yet nobody else's player.
const ON_TEAM = new Set(['injured-reserve', 'practice-squad', 'suspended', 'day-to-day', 'out', 'questionable']);

/** Whether the provider's word for a status, and its `active` where it has one, say that he plays for somebody. */
export const isOnTeam = (status: string, active: unknown): boolean =>
  !OFF_TEAM.has(status) && (active !== false || ON_TEAM.has(status));
