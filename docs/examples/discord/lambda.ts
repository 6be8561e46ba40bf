import { createStatlineClient } from 'statline/client';
import { onLambda } from '../hosts/on-lambda.ts';
import { setting } from '../hosts/setting.ts';
import { createDiscordBot } from './bot.ts';

const { STATLINE_KEY, DISCORD_API } = process.env;

const client = createStatlineClient({ url: setting('STATLINE_URL'), key: STATLINE_KEY });
const bot = createDiscordBot({ client, publicKey: setting('DISCORD_PUBLIC_KEY'), api: DISCORD_API });

export const handler = onLambda(bot, setting('QUEUE_URL'));
