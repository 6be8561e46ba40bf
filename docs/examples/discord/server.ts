import { createStatlineClient } from 'statline/client';
import { serve } from '../hosts/serve.ts';
import { setting } from '../hosts/setting.ts';
import { createDiscordBot } from './bot.ts';

const { STATLINE_URL = 'http://127.0.0.1:8787', STATLINE_KEY, DISCORD_API, PORT = '3000' } = process.env;

const client = createStatlineClient({ url: STATLINE_URL, key: STATLINE_KEY });
const bot = createDiscordBot({ client, publicKey: setting('DISCORD_PUBLIC_KEY'), api: DISCORD_API });
serve(bot, Number(PORT));
