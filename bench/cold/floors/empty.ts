/** A function that does nothing. */
export const handler = (): Promise<object> => Promise.resolve({ statusCode: 200, body: '{}' });
