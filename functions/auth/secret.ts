import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** A secret's text. This file holds the AWS SDK for Secrets Manager: import it by `import()` only. */
export const readSecret = async (secretId: string): Promise<string> => {
  // One client a call: calls are minutes apart, and a connection does not survive being frozen that long.
  const client = new SecretsManagerClient({
    maxAttempts: 2,
    // Milliseconds: a request waits for it.
    requestHandler: { connectionTimeout: 500, requestTimeout: 1500, throwOnRequestTimeout: true },
  });
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    if (SecretString === undefined) throw new Error('The secret of API keys holds no text');
    return SecretString;
  } finally {
    client.destroy();
  }
};
