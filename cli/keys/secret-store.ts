import { readDocument, type KeysDocument } from './document.ts';

/** The document in Secrets Manager. */
export interface KeysStore {
  read(): Promise<KeysDocument>;
  /** Not safe for concurrent writers: the last one wins. */
  change(next: (document: KeysDocument) => KeysDocument): Promise<void>;
}

export interface SecretStoreOptions {
  /** A name or an ARN. */
  readonly secretId: string;
  /** Endpoint and credentials; by default those of the environment. */
  readonly variables?: Readonly<Record<string, string>>;
}

export const secretStore = ({ secretId, variables = {} }: SecretStoreOptions): KeysStore => {
  const connect = async () => {
    const { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } =
      await import('@aws-sdk/client-secrets-manager');
    const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region } = variables;
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = variables;
    const client = new SecretsManagerClient({
      ...(endpoint !== undefined && { endpoint }),
      ...(region !== undefined && { region }),
      ...(accessKeyId !== undefined &&
        secretAccessKey !== undefined && { credentials: { accessKeyId, secretAccessKey } }),
    });
    return {
      get: async () => {
        const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
        return readDocument(SecretString);
      },
      put: (document: KeysDocument) =>
        client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: JSON.stringify(document) })),
    };
  };
  return {
    read: async () => (await connect()).get(),
    change: async (next) => {
      const secret = await connect();
      await secret.put(next(await secret.get()));
    },
  };
};
