import { createHash } from 'node:crypto';
import type { Moto } from './moto.ts';
import type { CloudFormationTemplate, Statement } from './template.ts';

/** A function as deployed in the account. */
export interface DeployedFunction {
  /** `api`, as in functions/api. */
  readonly name: string;
  readonly arn: string;
  readonly role: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly code: Buffer;
  /** Who may invoke it: rules, routes. */
  readonly permissions: number;
}

/** The physical id of every resource that exists, by logical id. */
export const resourcesOf = async (moto: Moto, stack: string): Promise<ReadonlyMap<string, string>> => {
  const xml = await moto.query('cloudformation', '2010-05-15', { Action: 'DescribeStackResources', StackName: stack });
  const members = xml.split('<member>').slice(1);
  return new Map(members.map((member) => [text(member, 'LogicalResourceId'), text(member, 'PhysicalResourceId')]));
};

const text = (xml: string, tag: string): string => new RegExp(`<${tag}>([^<]*)<`).exec(xml)?.[1] ?? '';

interface LambdaAnswer {
  readonly Configuration: {
    readonly FunctionArn: string;
    readonly Role: string;
    readonly CodeSha256: string;
    readonly Environment: { readonly Variables: Readonly<Record<string, string>> };
  };
}

/** A function with its code, whose hash is compared with what Lambda says it runs. */
export const functionAt = async (
  moto: Moto,
  template: CloudFormationTemplate,
  [logicalId, physicalId]: readonly [string, string],
): Promise<DeployedFunction> => {
  const path = `/2015-03-31/functions/${physicalId}`;
  const { Configuration } = (await moto.json('lambda', { path })) as LambdaAnswer;
  const { Code } = template.Resources[logicalId]?.Properties as { Code: { S3Bucket: unknown; S3Key: string } };
  const bucket = JSON.stringify(Code.S3Bucket).replace(/.*?(cdk-[a-z0-9]+-assets-).*/, '$1');
  const account = Configuration.FunctionArn.split(':')[4] ?? '';
  const code = await moto.object(`${bucket}${account}-us-east-1`, Code.S3Key);
  const hash = createHash('sha256').update(code).digest('base64');
  if (hash !== Configuration.CodeSha256) throw new Error(`${physicalId} does not run the code that was uploaded`);
  const policy = (await moto.json('lambda', { path: `${path}/policy` }).catch(() => undefined)) as
    { readonly Policy: string } | undefined;
  return {
    // Before it stand the ids of what it is in.
    name: /([A-Z][a-z]+)Function/.exec(logicalId)?.[1]?.toLowerCase() ?? logicalId,
    arn: Configuration.FunctionArn,
    role: Configuration.Role.split('/').at(-1) ?? '',
    variables: Configuration.Environment.Variables,
    code,
    permissions:
      policy === undefined ? 0 : (JSON.parse(policy.Policy) as { Statement: readonly unknown[] }).Statement.length,
  };
};

/** The permissions of a role, as deployed in the account. */
export const statementsOf = async (moto: Moto, role: string): Promise<readonly Statement[]> => {
  const names = await moto.query('iam', '2010-05-08', { Action: 'ListRolePolicies', RoleName: role });
  const policies = await Promise.all(
    [...names.matchAll(/<member>([^<]+)</g)].map(async ([, PolicyName = '']) => {
      const xml = await moto.query('iam', '2010-05-08', { Action: 'GetRolePolicy', RoleName: role, PolicyName });
      const document = text(xml, 'PolicyDocument').replaceAll('&quot;', '"').replaceAll('&#34;', '"');
      return JSON.parse(document.startsWith('%') ? decodeURIComponent(document) : document) as {
        Statement: readonly Statement[];
      };
    }),
  );
  return policies.flatMap(({ Statement: all }) => all);
};
