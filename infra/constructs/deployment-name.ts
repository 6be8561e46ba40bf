import { Names, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

// CDK leaves this id out of all names: a construct of this id is its stack.
const WHOLE_STACK = 'Default';

/** The name of a deployment that was given none, by where it stands; undefined for one that is its whole stack. */
export const ownNameOf = (deployment: Construct): string | undefined =>
  deployment.node.id === WHOLE_STACK
    ? undefined
    : Names.uniqueResourceName(deployment, {
        maxLength: 30,
        separator: '-',
        allowedSpecialCharacters: '-',
      }).toLowerCase();

/** Before the names that people choose from a list in the console: `Statline`, or `Shop/Scores` in another stack. */
export const labelOf = (deployment: Construct): string => {
  const stack = Stack.of(deployment);
  const within = deployment.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  return [stack.stackName, ...within.filter((id) => id !== WHOLE_STACK)].join('/');
};
