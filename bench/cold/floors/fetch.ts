/** A function that asks the same server once, with what Node has. */
export const handler = async (): Promise<object> => {
  const response = await fetch(process.env.UPSTASH_REDIS_REST_URL ?? '', {
    method: 'POST',
    headers: { authorization: `Bearer ${process.env.UPSTASH_REDIS_REST_TOKEN ?? ''}` },
    body: JSON.stringify(['MGET', 'statline:purges', 'statline:key']),
  });
  return { statusCode: 200, body: await response.text() };
};
