import { randomUUID } from 'node:crypto';

/** What EventBridge sends when a rule with a rate is due. */
export const scheduledEvent = ({ rule, now }: { readonly rule: string; readonly now: number }) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: '000000000000',
  // In whole seconds, as EventBridge has it.
  time: new Date(now).toISOString().replace(/\.\d+/, ''),
  region: 'us-east-1',
  resources: [`arn:aws:events:us-east-1:000000000000:rule/statline-${rule}`],
  detail: {},
});
