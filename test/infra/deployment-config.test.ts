import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionVariables } from '../../infra/constructs/function-variables.ts';
import { DeploymentConfigError, readDeploymentConfig } from '../../infra/deployment-config.ts';
import { ENV } from '../../lib/config.ts';

describe('the deployment’s context', () => {
  it('needs nothing', () => {
    expect(readDeploymentConfig({})).toMatchObject({
      upstream: 'espn',
      purgeMinutes: 10,
      warmMinutes: 5,
      removalPolicy: 'destroy',
      logRetentionDays: 30,
      reserveConcurrency: true,
    });
  });

  it('takes text from the command line for what cdk.json has as numbers, truths and lists', () => {
    const typed = { purgeMinutes: 20, reserveConcurrency: false, leagues: ['nfl', 'nba'], logRetentionDays: 7 };
    const text = { purgeMinutes: '20', reserveConcurrency: 'false', leagues: 'nfl,nba', logRetentionDays: '7' };
    expect(readDeploymentConfig(text)).toEqual(readDeploymentConfig(typed));
  });

  it('leaves alone what is CDK’s', () => {
    const cdk = {
      'aws:cdk:enable-path-metadata': true,
      '@aws-cdk/core:newStyleStackSynthesis': true,
      'cdk-migrate': true,
      'availability-zones:account=1:region=x': [],
      'acknowledged-issue-numbers': [1],
    };
    expect(readDeploymentConfig(cdk)).toEqual(readDeploymentConfig({}));
  });

  it.each([
    [{ upstashSecrt: 'x' }, 'upstashSecrt is not a key; there are alarmEmail, apiKeysSecret'],
    [{ 'upstash-secret': 'x' }, 'upstash-secret is not a key'],
    [{ name: 'Staging!' }, 'name must be lower-case letters, digits and dashes'],
    [{ name: 'x'.repeat(31) }, 'name must be 1 to 30 printable characters'],
    [{ purgeMinutes: 'often' }, 'purgeMinutes must be a whole number from 1 to 1440'],
    [{ purgeMinutes: 0 }, 'purgeMinutes must be a whole number from 1 to 1440'],
    [{ throttleRate: 1.5 }, 'throttleRate must be a whole number'],
    [{ upstream: 'espm' }, 'upstream must be espn or rapidapi'],
    [{ removalPolicy: 'keep' }, 'removalPolicy must be destroy or retain'],
    [{ reserveConcurrency: 'no' }, 'reserveConcurrency must be true or false'],
    [{ logRetentionDays: 8 }, 'logRetentionDays must be one of 1, 3, 5'],
    [{ alarmEmail: 'ops' }, 'alarmEmail must be an e-mail address'],
    [{ upstashSecret: 'https://eu1.upstash.io?' }, 'upstashSecret must be the name or ARN of a secret'],
    [{ replicaRegions: 'europe' }, 'replicaRegions.0 must be a region'],
    [{ replicaRegions: 'eu-west-1', tableName: 'table' }, 'replicaRegions belong to'],
    [{ upstashDailyCommands: 100_000 }, 'upstashDailyCommands needs upstashSecret'],
    [{ upstashSecret: 'u', upstashDailyCommands: 0 }, 'upstashDailyCommands must be a whole number from 1'],
    [{ upstream: 'rapidapi', dailyBudget: 100 }, 'upstream=rapidapi and rapidApiSecret go together'],
    [{ rapidApiSecret: 'statline/rapidapi' }, 'upstream=rapidapi and rapidApiSecret go together'],
    [{ upstream: 'rapidapi', rapidApiSecret: 's' }, 'dailyBudget is missing'],
    [{ domain: 'scores.example.com' }, 'domain and certificateArn go together'],
    [{ domain: 'https://scores.example.com' }, 'domain must be a host name'],
    [{ domain: 'localhost' }, 'domain must be a host name'],
    [
      { certificateArn: 'arn:aws:iam::123456789012:server-certificate/a' },
      'certificateArn must be the ARN of a certificate',
    ],
    [{ hostedZoneId: 'Z0123' }, 'hostedZoneId needs domain'],
    [{ hostedZoneId: 'example.com' }, 'hostedZoneId must be the id of a hosted zone'],
    [{ monthlyBudget: 20 }, 'monthlyBudget needs alarmEmail'],
    [{ monthlyBudget: '20 dollars', alarmEmail: 'a@b.c' }, 'monthlyBudget must be a whole number from 1'],
  ])('that is wrong is refused by name: %j', (context, message) => {
    expect(() => readDeploymentConfig(context)).toThrow(DeploymentConfigError);
    expect(() => readDeploymentConfig(context)).toThrow(message);
  });

  it('names everything that is wrong at once', () => {
    expect(() => readDeploymentConfig({ warmMinutes: -1, purgeMinute: 5 })).toThrow(
      /(?=.*warmMinutes must be)(?=.*purgeMinute is not a key)/,
    );
  });
});

describe('what the functions are told', () => {
  const variables = (context: Record<string, unknown>) => functionVariables(readDeploymentConfig(context));

  it('is what was configured', () => {
    const told = variables({ leagues: 'nfl,nba', dailyBudget: 500, minuteBudget: '30', coherenceSeconds: 5 });
    expect(told).toEqual({
      [ENV.upstream]: 'espn',
      [ENV.upstreamLabel]: 'espn',
      [ENV.leagues]: 'nfl,nba',
      [ENV.dailyBudget]: '500',
      [ENV.minuteBudget]: '30',
      [ENV.coherenceWindow]: '5000',
    });
  });

  it('is refused at synth where the functions would refuse it at their start', () => {
    expect(() => variables({ leagues: 'nfl,xfl' })).toThrow(
      /^The functions would not start: LEAGUES must be a list of/,
    );
  });

  it('holds the windows of the file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'statline-windows-'));
    const file = join(folder, 'windows.json');
    try {
      writeFileSync(file, '[\n]\n');
      expect(variables({ windowsFile: file })[ENV.windows]).toBe('[]');
      writeFileSync(file, '[{');
      expect(() => variables({ windowsFile: file })).toThrow('windowsFile cannot be read');
      expect(() => variables({ windowsFile: join(folder, 'none.json') })).toThrow('windowsFile cannot be read: ENOENT');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
