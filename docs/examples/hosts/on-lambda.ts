import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, SQSEvent } from 'aws-lambda';
import type { Bot } from './bot.ts';

type Handler = (event: APIGatewayProxyEventV2 | SQSEvent) => Promise<APIGatewayProxyStructuredResultV2 | undefined>;

/**
 * Runs a bot on Lambda, behind an HTTP API and a queue. Lambda stops a function when it has answered: what takes longer
 * is sent to the queue, which invokes the same function again, and once more should that fail.
 */
export const onLambda = (bot: Bot, queueUrl: string): Handler => {
  const queue = new SQSClient();
  const later = async (body: string): Promise<void> => {
    // A second later: what is edited has to be there.
    await queue.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: body, DelaySeconds: 1 }));
  };
  return async (event) => {
    if ('Records' in event) {
      for (const { body } of event.Records) await bot.finish(body);
      return undefined;
    }
    const headers = Object.entries(event.headers).map(([name, value = '']): [string, string] => [name, value]);
    const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
    const request = new Request('http://bot.invalid/', { method: 'POST', headers, body });
    const response = await bot.answer(request, { arrived: event.requestContext.timeEpoch, later });
    return {
      statusCode: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    };
  };
};
