/** One command over the REST protocol, without a client; answers its result. */
export const callRedis = async (
  { url, token }: { readonly url: string; readonly token: string },
  command: readonly (string | number)[],
): Promise<unknown> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(command),
    signal: AbortSignal.timeout(5000),
  });
  const reply = (await response.json()) as { readonly result?: unknown; readonly error?: string };
  if (reply.error !== undefined) throw new Error(reply.error);
  return reply.result;
};
