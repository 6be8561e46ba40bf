import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { Statline } from 'statline/cdk';

/** An application of somebody's own, with a cache for sports data in it. */
export class ScoresStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const statline = new Statline(this, 'Statline', { leagues: ['nfl', 'nba'], removalPolicy: 'destroy' });

    // The bot is told where to ask.
    const bot = new Function(this, 'Bot', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline(BOT),
      timeout: Duration.seconds(10),
      environment: { STATLINE_URL: statline.url },
    });

    // Its alarms go where the application's own go.
    const pager = new Topic(this, 'Pager', { enforceSSL: true });
    for (const alarm of statline.alarms) alarm.addAlarmAction(new SnsAction(pager));

    new CfnOutput(this, 'BotName', { value: bot.functionName });
    // For cfn-lint: CDK writes down dependencies that are plain from the properties as well.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005'] } } };
  }
}

const BOT = `
exports.handler = async () => {
  const answer = await fetch(process.env.STATLINE_URL + '/v1/health');
  return { status: answer.status, body: await answer.json() };
};
`;
