import * as v from 'valibot';
import { describe, type Ok, type Roster, type TeamPage, type TeamRef, type TeamResult } from '../../client/index.ts';
import { fitted, present, originOf, told } from '../parts/answer.ts';
import { gameText } from '../parts/games.ts';
import { otherwise } from '../parts/otherwise.ts';
import { league, more, named, outcome, subject, teamText as teamInput, text, toolSchema } from '../parts/schema.ts';
import { playerRef } from '../parts/texts.ts';
import type { Asking, Outcome, Tool } from '../parts/tool.ts';

const Input = v.strictObject({ league, team: teamInput, roster: v.exactOptional(v.boolean()) });
type Input = v.InferOutput<typeof Input>;

const Output = v.object({
  ...outcome,
  id: v.exactOptional(text),
  name: v.exactOptional(text),
  abbreviation: v.exactOptional(text),
  record: v.exactOptional(text),
  standing: v.exactOptional(text),
  current: v.exactOptional(text),
  next: v.exactOptional(text),
  roster: v.exactOptional(v.array(v.object(subject))),
  more,
  ...named,
});
type Output = v.InferInput<typeof Output>;

const run = async (input: Input, { client, call, person }: Asking): Promise<Outcome> => {
  const asked = client.league(input.league);
  const meant = person.chosen('team') ?? input.team;
  const [page, roster] = await Promise.all([
    asked.team(meant, call),
    input.roster === true ? asked.roster(meant, call) : undefined,
  ]);
  if (page.kind === 'ok') return pageAnswer(page, roster);
  // Not every provider has the page, and all have rosters.
  if (page.kind === 'not-offered' && roster?.kind === 'ok') return rosterAnswer(roster);
  return otherwise(page, { field: 'team', typed: input.team, person });
};

const pageAnswer = (page: Ok<TeamPage>, roster: TeamResult<Roster> | undefined): Outcome => {
  const { team, record, standing, current, next } = page.data;
  const structure: Output = {
    kind: 'ok',
    ...teamOf(team),
    ...present({ record: record?.summary, standing: standing?.summary }),
    ...(current && { current: gameText(current) }),
    ...(next && { next: gameText(next) }),
    ...originOf(page.meta),
  };
  const last = describe(page);
  const lines = [
    [teamText(team), structure.record, structure.standing].filter(Boolean).join(', '),
    ...(current ? [`Now: ${gameText(current)}`] : []),
    ...(next ? [`Next: ${gameText(next)}`] : []),
    ...(roster === undefined ? [] : [roster.kind === 'ok' ? rosterText(roster.data) : '', describe(roster)]),
  ].filter((line) => line !== '');
  return roster?.kind === 'ok'
    ? told({ lines, last, structure: fitted(structure, 'roster', roster.data.players.map(playerRef)) })
    : told({ lines, last, structure });
};

const rosterAnswer = (roster: Ok<Roster>): Outcome => {
  const { team, players } = roster.data;
  const structure: Output = { kind: 'ok', ...teamOf(team), ...originOf(roster.meta) };
  return told({
    lines: [teamText(team), rosterText(roster.data)],
    last: describe(roster),
    structure: fitted(structure, 'roster', players.map(playerRef)),
  });
};

const teamOf = ({ id, name, abbreviation }: TeamRef): TeamRef => ({ id, name, abbreviation });

const teamText = ({ id, name, abbreviation }: TeamRef): string => `${name} (${abbreviation}, ${id})`;

/** In the text cut to a line, in the structure whole. */
const rosterText = ({ players }: Roster): string =>
  `${players.length} players: ${players.map(({ name, position }) => (position === null ? name : `${name} ${position}`)).join(', ')}`;

export const team: Tool<Input> = {
  name: 'team',
  title: 'Team',
  description: "A team's record, standing, current and next game; with roster, its players.",
  input: toolSchema(Input),
  output: toolSchema(Output),
  run,
};
