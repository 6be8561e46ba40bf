import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  GuildMemberFlags,
  InteractionType,
  Locale,
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIPingInteraction,
  type APIMessageComponentInteraction,
} from 'discord-api-types/v10';

// Interactions as Discord sends them, whole, with invented people and ids.

const APPLICATION = '1180000000000000001';
export const TOKEN = 'aW50ZXJhY3Rpb246MTE4';

const user = {
  id: '1180000000000000002',
  username: 'somebody',
  discriminator: '0',
  global_name: 'Somebody',
  avatar: null,
};

const COMMON = {
  id: '1180000000000000003',
  application_id: APPLICATION,
  token: TOKEN,
  version: 1,
  guild_id: '1180000000000000004',
  channel_id: '1180000000000000005',
  channel: { id: '1180000000000000005', type: 0 },
  member: {
    user,
    roles: [],
    permissions: '2248473465835073',
    joined_at: '2026-01-02T03:04:05.678000+00:00',
    deaf: false,
    mute: false,
    flags: GuildMemberFlags.CompletedOnboarding,
  },
  app_permissions: '2248473465835073',
  locale: Locale.EnglishUS,
  guild_locale: Locale.EnglishUS,
  entitlements: [],
  authorizing_integration_owners: { [ApplicationIntegrationType.GuildInstall]: '1180000000000000004' },
  attachment_size_limit: 10_485_760,
} as const;

const command = (name: string) =>
  ({ id: '1180000000000000006', name, type: ApplicationCommandType.ChatInput }) as const;

const text = (name: string, value: string, focused?: true): APIApplicationCommandInteractionDataBasicOption => ({
  type: ApplicationCommandOptionType.String,
  name,
  value,
  ...(focused && { focused }),
});

/** What of an interaction is its own. */
type Own =
  | Pick<APIPingInteraction, 'type'>
  | Pick<APIChatInputApplicationCommandInteraction, 'type' | 'data'>
  | Pick<APIApplicationCommandAutocompleteInteraction, 'type' | 'data'>
  | Pick<APIMessageComponentInteraction, 'type' | 'data'>;

const withEverything = (interaction: Own): string => JSON.stringify({ ...COMMON, ...interaction });

export const ping = (): string => withEverything({ type: InteractionType.Ping });

/** `/player league:nfl player:mahomes` */
export const playerCommand = (league: string, player: string): string =>
  withEverything({
    type: InteractionType.ApplicationCommand,
    data: { ...command('player'), options: [text('league', league), text('player', player)] },
  });

export const compareCommand = (league: string, first: string, second: string): string =>
  withEverything({
    type: InteractionType.ApplicationCommand,
    data: { ...command('compare'), options: [text('league', league), text('first', first), text('second', second)] },
  });

/** What Discord sends while somebody types. */
export const typing = (league: string, typed: string): string =>
  withEverything({
    type: InteractionType.ApplicationCommandAutocomplete,
    data: { ...command('player'), options: [text('league', league), text('player', typed, true)] },
  });

export const click = (customId: string): string =>
  withEverything({
    type: InteractionType.MessageComponent,
    data: { custom_id: customId, component_type: ComponentType.Button },
  });

/** Where an answer that was deferred is edited. */
export const ORIGINAL = `/webhooks/${APPLICATION}/${TOKEN}/messages/@original`;

/** A key pair of an application's, as Discord makes one. */
export const createSigner = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    /** Hexadecimal, as the developer portal shows it. */
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
    headersOf: (body: string, timestamp = '1796000000'): Record<string, string> => ({
      'content-type': 'application/json',
      'x-signature-timestamp': timestamp,
      'x-signature-ed25519': sign(null, Buffer.from(timestamp + body), privateKey).toString('hex'),
    }),
  };
};

export const SLACK_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

/** A slash command as Slack posts it. */
export const slackCommand = (said: string, responseUrl: string): string =>
  new URLSearchParams({
    token: 'gIkuvaNzQIHg97ATvDxqgjtO',
    team_id: 'T0001',
    team_domain: 'example',
    channel_id: 'C2147483705',
    channel_name: 'test',
    user_id: 'U2147483697',
    user_name: 'somebody',
    command: '/player',
    text: said,
    response_url: responseUrl,
    trigger_id: '13345224609.738474920.8088930838d88f008e0',
    api_app_id: 'A123456',
  }).toString();

/** `at`: epoch ms. */
export const slackHeaders = (body: string, at: number, secret = SLACK_SECRET): Record<string, string> => {
  const timestamp = String(Math.floor(at / 1000));
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': `v0=${digest}`,
  };
};
