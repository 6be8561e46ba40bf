import { createStatlineClient } from 'statline/client';
import { onLambda } from '../hosts/on-lambda.ts';
import { setting } from '../hosts/setting.ts';
import { createSlackBot } from './bot.ts';

const client = createStatlineClient({ url: setting('STATLINE_URL'), key: process.env.STATLINE_KEY });
const bot = createSlackBot({ client, signingSecret: setting('SLACK_SIGNING_SECRET') });

export const handler = onLambda(bot, setting('QUEUE_URL'));
