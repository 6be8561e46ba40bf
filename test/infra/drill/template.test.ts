import { describe, expect, it } from 'vitest';
import { policyLines, tooWide, ttlFaults, without } from '../../../infra/drill/template.ts';

describe('a template', () => {
  it('loses the resources of a type, and the outputs that speak of them', () => {
    const template = {
      Resources: { Page: { Type: 'Dashboard' }, Table: { Type: 'Table' } },
      Outputs: { PageUrl: { Value: { Ref: 'Page' } }, Name: { Value: { Ref: 'Table' } } },
    };
    expect(without(template, ['Dashboard'])).toEqual({
      Resources: { Table: { Type: 'Table' } },
      Outputs: { Name: { Value: { Ref: 'Table' } } },
    });
  });
});

describe('a table', () => {
  it('has to forget by ttl', () => {
    const table = (TimeToLiveSpecification: object) =>
      ttlFaults({ Resources: { T: { Type: 'AWS::DynamoDB::Table', Properties: { TimeToLiveSpecification } } } });
    expect(table({ AttributeName: 'ttl', Enabled: true })).toEqual([]);
    expect(table({ AttributeName: 'expires', Enabled: true })).toEqual(['T does not expire by ttl']);
  });
});

const allow = (Action: string | string[], Resource: string | string[]) => ({ Effect: 'Allow', Action, Resource });

describe('a policy', () => {
  it('is printed as actions and resources', () => {
    expect(policyLines([allow(['b', 'a'], ['x', 'y'])])).toEqual(['a  x', 'a  y', 'b  x', 'b  y']);
  });

  it('is too wide with a star, where AWS does not force it', () => {
    expect(
      tooWide([
        allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*'),
        allow('logs:PutLogEvents', 'arn:aws:logs:us-east-1:1:log-group:mine:*'),
        allow('sqs:SendMessage', 'arn:aws:sqs:us-east-1:1:queue'),
      ]),
    ).toEqual([]);
    expect(
      tooWide([
        allow('dynamodb:*', 'arn:table'),
        allow('sqs:SendMessage', '*'),
        allow('logs:PutLogEvents', 'arn:aws:logs:us-east-1:1:log-group:*:*'),
        allow('xray:GetTrace', '*'),
      ]),
    ).toEqual([
      'the action dynamodb:* is a pattern',
      'sqs:SendMessage is allowed on *',
      'logs:PutLogEvents is allowed on arn:aws:logs:us-east-1:1:log-group:*:*',
      'xray:GetTrace is allowed on *',
    ]);
  });
});
