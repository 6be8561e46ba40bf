import {
  describe,
  type AnyResult,
  type CallOptions,
  type Card,
  type LeagueId,
  type StatlineClient,
} from 'statline/client';

/** What Slack shows: to everybody in the channel, or to the user alone. */
export interface SlackMessage {
  readonly response_type: 'in_channel' | 'ephemeral';
  readonly text: string;
  readonly blocks?: readonly object[];
}

/** Undefined: the answer, or a part of it, was not there in time. */
export const replyTo = async (
  client: StatlineClient,
  text: string,
  time: CallOptions,
): Promise<SlackMessage | undefined> => {
  const [, league, player] = /^\s*([a-z]+)\s+(\S.*)$/i.exec(text) ?? [];
  if (league === undefined || player === undefined) return told('Try: /player nfl patrick mahomes');
  const result = await client.league(league.toLowerCase() as LeagueId).card(player.trim(), time);
  if (isLate(result) || (result.kind === 'ok' && result.data.missing.some(({ reason }) => reason === 'pending'))) {
    return undefined;
  }
  if (result.kind !== 'ok') return told(describe(result));
  return cardMessage(result.data, describe(result));
};

const isLate = (result: AnyResult): boolean =>
  result.kind === 'pending' || (result.kind === 'unavailable' && result.reason === 'client-timeout');

/** For the user alone: what is wrong and what to try, candidates with their ids among it. */
const told = (text: string): SlackMessage => ({ response_type: 'ephemeral', text: escaped(text) });

const cardMessage = ({ player, team, record, headline, seasonLabel }: Card, origin: string): SlackMessage => {
  const title = [player.name, player.position, team?.name, record].filter(Boolean).join(' · ');
  const numbers = (headline ?? []).map(({ label, display }) => `*${escaped(label)}*\n${escaped(display)}`);
  const headshot = player.headshot?.startsWith('https:') === true ? player.headshot : undefined;
  return {
    response_type: 'in_channel',
    // What a notification shows, and who cannot see blocks.
    text: escaped(title),
    blocks: [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `*${escaped(title)}*` },
        ...(numbers.length > 0 && { fields: numbers.map((text) => ({ type: 'mrkdwn', text })) }),
        ...(headshot && { accessory: { type: 'image', image_url: headshot, alt_text: player.name } }),
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: escaped(`Season ${seasonLabel} · ${origin}`) }] },
    ],
  };
};

const ESCAPES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** Slack reads `<!channel>` in a text as a call to everybody. */
const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ESCAPES.get(sign) ?? sign);
