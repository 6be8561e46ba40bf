import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RUNBOOK } from '../../infra/constructs/alarms.ts';
import { METRIC } from '../../lib/telemetry/metric-names.ts';
import { templateOf } from './stack-template.ts';

const root = join(import.meta.dirname, '..', '..');
const template = templateOf({
  alarmEmail: 'ops@example.org',
  upstashSecret: 'statline/upstash',
  upstashDailyCommands: 100_000,
});
const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')) as {
  Properties: { AlarmDescription: string; AlarmActions?: unknown[]; TreatMissingData: string };
}[];

/** A heading as GitHub links to it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

describe('the alarms', () => {
  it('lead to a section of the runbook each', () => {
    const runbook = readFileSync(join(root, 'docs', 'runbook.md'), 'utf8');
    const sections = [...runbook.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
    expect(alarms).toHaveLength(13);
    for (const { Properties } of alarms) {
      const [address, anchor = ''] = (Properties.AlarmDescription.split(' ').at(-1) ?? '').split('#');
      expect(address).toBe(RUNBOOK);
      expect(sections).toContain(anchor);
    }
  });

  it('tell whoever is named, and are quiet where nobody asks', () => {
    for (const { Properties } of alarms) {
      expect(Properties.AlarmActions).toHaveLength(1);
      expect(Properties.TreatMissingData).toBe('notBreaching');
    }
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.org' });
    templateOf().resourceCountIs('AWS::SNS::Topic', 0);
  });
});

describe('the dashboard', () => {
  it('shows every metric that the functions emit, by the names they share', () => {
    const body = JSON.stringify(template.findResources('AWS::CloudWatch::Dashboard'));
    // Loads are in the alarm that divides by them.
    const shown = Object.values(METRIC).filter((name) => name !== METRIC.loads);
    for (const name of shown) expect(body).toContain(`\\"${name}\\"`);
    expect(JSON.stringify(alarms)).toContain(`"${METRIC.loads}"`);
  });
});
