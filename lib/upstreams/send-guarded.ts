import type { GuardedRequest, UpstreamCall } from '../sports/upstream/index.ts';

/** Sends a request as the call's guard has it; without one it is charged and sent. */
export const sendGuarded = async <T>(
  { guard }: UpstreamCall,
  request: GuardedRequest,
  send: () => Promise<T>,
): Promise<T> => {
  if (guard !== undefined) return guard.request(request, send);
  await request.charge();
  return send();
};
