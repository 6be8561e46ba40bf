import { createStatlineClient } from 'statline/client';
import { serve } from '../hosts/serve.ts';
import { setting } from '../hosts/setting.ts';
import { createSlackBot } from './bot.ts';

const { STATLINE_URL = 'http://127.0.0.1:8787', STATLINE_KEY, PORT = '3000' } = process.env;

const client = createStatlineClient({ url: STATLINE_URL, key: STATLINE_KEY });
serve(createSlackBot({ client, signingSecret: setting('SLACK_SIGNING_SECRET') }), Number(PORT));
