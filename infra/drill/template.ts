/** As much of a CloudFormation template as the drill looks at. */
export interface CloudFormationTemplate {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, unknown>>;
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** The template without these types of resources, and without the outputs that speak of them. */
export const without = (template: CloudFormationTemplate, types: readonly string[]): CloudFormationTemplate => {
  const gone = new Set(
    Object.entries(template.Resources)
      .filter(([, { Type }]) => types.includes(Type))
      .map(([id]) => id),
  );
  const speaksOfIt = (value: unknown): boolean => [...gone].some((id) => JSON.stringify(value).includes(`"${id}"`));
  return {
    ...template,
    Resources: Object.fromEntries(Object.entries(template.Resources).filter(([id]) => !gone.has(id))),
    Outputs: Object.fromEntries(Object.entries(template.Outputs ?? {}).filter(([, output]) => !speaksOfIt(output))),
  };
};

/** What is wrong with how the tables of a template forget. */
export const ttlFaults = ({ Resources }: CloudFormationTemplate): readonly string[] =>
  Object.entries(Resources)
    .filter(([, { Type }]) => Type === 'AWS::DynamoDB::Table')
    .filter(([, { Properties }]) => {
      const ttl = Properties?.TimeToLiveSpecification as { AttributeName?: string; Enabled?: boolean } | undefined;
      return ttl?.AttributeName !== 'ttl' || ttl.Enabled !== true;
    })
    .map(([id]) => `${id} does not expire by ttl`);

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

/** A policy as people read it: a line per action and resource. */
export const policyLines = (statements: readonly Statement[]): readonly string[] =>
  statements
    .flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action}  ${resource}`)),
    )
    .sort();

// These calls know no resources: AWS takes nothing but a star.
const FORCED = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];

/** What is wider than it has to be, one sentence each. */
export const tooWide = (statements: readonly Statement[]): readonly string[] =>
  statements.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [
      ...(action.includes('*') ? [`the action ${action} is a pattern`] : []),
      // A log group's streams are addressed by the group and `:*`.
      ...[Resource]
        .flat()
        .filter((resource) => resource.includes('*') && !FORCED.includes(action))
        .filter((resource) => !(action.startsWith('logs:') && /:log-group:[^*]+:\*$/.test(resource)))
        .map((resource) => `${action} is allowed on ${resource}`),
    ]),
  );
